namespace DeepKeras.Comparisons.Reporting;
internal static class ReportHtml { public static string Write(ComparisonReport report) => report.Dataset; }
