namespace Presage.Reporting.Data;

/// <summary>Everything a report shows. What is null could not be collected; its section says why.</summary>
public sealed record ReportData(
    ReportSubject Subject, DateTime WrittenAt, RawData Raw, FeatureData? Features, ModelData? Model, ScoringData? Scoring);
