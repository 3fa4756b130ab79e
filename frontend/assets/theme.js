// Sets the chosen theme before anything is painted. Without a choice the system decides, in CSS.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is blocked: the system decides.
}
