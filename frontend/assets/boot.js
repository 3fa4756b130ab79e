// Starts the application. Apart from this file, and from what shows kept files, everything is WebAssembly.
import init from "/{{tieout.js}}";

globalThis.showPaper = async (...what) => (await import("/{{paper.js}}")).show(...what);

init({ module_or_path: "/{{tieout.wasm}}" }).catch((error) => {
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.className = "p-6";
  notice.textContent = `Tieout could not start: ${error.message}. Load the page again; an up-to-date browser is needed.`;
  document.body.append(notice);
});
