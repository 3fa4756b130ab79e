//! Small charts: a ring, a line, bars. Each says in words what it draws.

use leptos::prelude::*;

use super::Tone;

/// A part of a ring.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// Its name.
    pub name: String,
    /// How much it is.
    pub value: u64,
    /// How it is meant.
    pub tone: Tone,
}

/// A ring, with its parts named beside it.
#[component]
pub fn Ring(slices: Vec<Slice>) -> impl IntoView {
    let total: u64 = slices.iter().map(|slice| slice.value).sum();
    let mut turned = 0;
    let arcs: Vec<AnyView> = slices
        .iter()
        .filter(|slice| slice.value > 0)
        .map(|slice| {
            // The whole ring counts as a thousand; a little stays free between the parts.
            let length = slice.value * 1_000 / total.max(1);
            let dashes = format!("{} 1000", length.saturating_sub(6).max(2));
            let offset = format!("-{turned}");
            turned += length;
            view! {
                <circle
                    class=stroke(slice.tone)
                    cx="50"
                    cy="50"
                    r="38"
                    fill="none"
                    stroke-width="14"
                    pathLength="1000"
                    stroke-dasharray=dashes
                    stroke-dashoffset=offset
                    transform="rotate(-90 50 50)"
                ></circle>
            }
            .into_any()
        })
        .collect();
    let legend = slices.iter().map(|slice| {
        view! {
            <li class="flex items-center gap-2">
                <svg width="10" height="10" aria-hidden="true"><rect class=fill(slice.tone) width="10" height="10" rx="2"></rect></svg>
                <span class="grow">{slice.name.clone()}</span>
                <span class="num">{crate::locale::count(slice.value)}</span>
            </li>
        }
    });
    let legend = legend.collect_view();
    view! {
        <div class="flex items-center gap-6">
            <svg class="shrink-0" width="112" height="112" viewBox="0 0 100 100" aria-hidden="true">{arcs}</svg>
            <ul class="grow space-y-1 text-table">{legend}</ul>
        </div>
    }
}

/// A horizontal bar with name and figure.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// Its length, from 0 to 100.
    pub percent: u64,
    /// The figure as it is read.
    pub figure: String,
}

/// Bars under each other.
#[component]
pub fn Bars(rows: Vec<BarRow>) -> impl IntoView {
    let line = |row: BarRow| {
        view! {
            <li class="grid grid-cols-[minmax(80px,1fr)_2fr_auto] items-center gap-3">
                <span class="truncate" title=row.name.clone()>{row.name.clone()}</span>
                <span class="meter" aria-hidden="true"><span style:width=format!("{}%", row.percent.min(100))></span></span>
                <span class="num">{row.figure}</span>
            </li>
        }
    };
    view! { <ul class="space-y-1.5 text-table">{rows.into_iter().map(line).collect_view()}</ul> }
}

/// A line over time, from 0 to 100, the oldest first.
#[component]
pub fn Line(points: Vec<(String, u64)>) -> impl IntoView {
    let path = line_path(&points.iter().map(|(_, value)| *value).collect::<Vec<_>>());
    let words: Vec<String> = points
        .iter()
        .map(|(name, value)| format!("{name}: {value} %"))
        .collect();
    view! {
        <svg class="w-full text-accent" height="64" viewBox="0 0 2000 640" preserveAspectRatio="none" role="img" aria-label=words.join(", ")>
            <path d="M0 40H2000M0 600H2000" class="stroke-line" fill="none" vector-effect="non-scaling-stroke"></path>
            <path d=path fill="none" stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke"></path>
        </svg>
    }
}

/// The path through the points, in a box of 2000 by 640 with a margin of 40 above and below.
fn line_path(values: &[u64]) -> String {
    let steps = values.len().saturating_sub(1).max(1);
    let place = |(index, value): (usize, &u64)| {
        let x = 2_000 * index / steps;
        let y = 600 - 560 * (*value).min(100) / 100;
        format!("{}{x} {y}", if index == 0 { "M" } else { "L" })
    };
    values.iter().enumerate().map(place).collect()
}

const fn stroke(tone: Tone) -> &'static str {
    match tone {
        Tone::Ok => "stroke-ok",
        Tone::Warn => "stroke-warn",
        Tone::Bad => "stroke-bad",
        Tone::Info => "stroke-info",
        Tone::Quiet => "stroke-ink-3",
    }
}

const fn fill(tone: Tone) -> &'static str {
    match tone {
        Tone::Ok => "fill-ok",
        Tone::Warn => "fill-warn",
        Tone::Bad => "fill-bad",
        Tone::Info => "fill-info",
        Tone::Quiet => "fill-ink-3",
    }
}

#[cfg(test)]
mod tests {
    use super::line_path;

    #[test]
    fn a_line_goes_from_left_to_right_and_more_is_higher() {
        assert_eq!(line_path(&[0, 100]), "M0 600L2000 40");
        assert_eq!(line_path(&[50]), "M0 320");
    }
}
