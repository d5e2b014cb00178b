using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>Everything a report shows. What is null could not be collected; its section says why.</summary>
public sealed record ReportData(
    ReportSubject Subject, DateTime WrittenAt, RawData Raw, FeatureData? Features, ModelData? Model, ScoringData? Scoring);

/// <summary>What the report is about.</summary>
/// <param name="Name">As it was asked for: a result set or a run.</param>
/// <param name="Run">The run that was asked for, or the latest that wrote the result set.</param>
/// <param name="Results">Null when the subject has no predictions.</param>
/// <param name="Version">The model that was trained or scored with; null when there is none.</param>
public sealed record ReportSubject(string Name, DataSet DataSet, Scenario Scenario, Run? Run, ResultSet? Results, ModelVersion? Version);
