//! A chart of the four statuses.

use rust_xlsxwriter::{
    Chart, ChartAxisTickType, ChartDataLabel, ChartFont, ChartFormat, ChartPoint, ChartSolidFill,
    ChartType, ColNum, RowNum,
};
use tieout_domain::Status;

use super::super::sheet::Sheet;
use super::super::style::status_color;
use super::NAME;
use super::line::COUNT;
use crate::ReportError;

/// In pixels.
const WIDTH: u32 = 520;
const HEIGHT: u32 = 250;

/// Puts the chart's corner at a cell. The statuses stand from the first row to the last.
pub(super) fn insert(
    sheet: &mut Sheet<'_>,
    (row, col): (RowNum, ColNum),
    (first, last): (RowNum, RowNum),
) -> Result<(), ReportError> {
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name("Transactions")
        .set_categories((NAME, first, 0, last, 0))
        .set_values((NAME, first, COUNT, last, COUNT))
        .set_points(&Status::ALL.map(point))
        .set_gap(45)
        .set_data_label(ChartDataLabel::new().show_value());
    chart
        .title()
        .set_name("Transactions by status")
        .set_font(ChartFont::new().set_size(12).set_bold());
    chart.legend().set_hidden();
    // The first status stands on top, as in the table.
    chart
        .y_axis()
        .set_reverse()
        .set_major_gridlines(false)
        .set_major_tick_type(ChartAxisTickType::None);
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart
        .set_width(WIDTH)
        .set_height(HEIGHT)
        .set_alt_text("How many transactions are complete, and what the others lack");
    sheet
        .worksheet
        .insert_chart_with_offset(row, col, &chart, 0, 4)?;
    Ok(())
}

fn point(status: Status) -> ChartPoint {
    let mut fill = ChartSolidFill::new();
    fill.set_color(status_color(status));
    ChartPoint::new().set_format(ChartFormat::new().set_solid_fill(&fill))
}
