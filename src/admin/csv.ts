// CSV for spreadsheets (RFC 4180): a cell that a spreadsheet would run as a formula is made a text.

/** One cell; null is empty. */
export type CsvCell = string | number | boolean | null;

/** Lines of CSV, each with its end. The package is loaded when the first export needs it. */
export type WriteCsv = (rows: readonly (readonly CsvCell[])[]) => string;

export async function loadCsv(): Promise<WriteCsv> {
  const { stringify } = await import('csv-stringify/sync');
  return (rows) =>
    stringify(
      rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
      { escape_formulas: true, record_delimiter: 'windows', quote_record_delimiter: true },
    );
}
