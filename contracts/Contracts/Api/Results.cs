namespace Presage.Contracts.Api;

/// <summary>Result sets by name.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record ResultSetList(IReadOnlyList<ResultSetSummary> Results, string? Next = null);

/// <summary>A named table of predictions.</summary>
/// <param name="HorizonHours">How far ahead its predictions look.</param>
public sealed record ResultSetSummary(
    string Results, string Dataset, IReadOnlyList<string> Components, double HorizonHours, DateTime CreatedAt);

/// <summary>What is in a result set.</summary>
/// <param name="Rows">Predictions: one a machine and time.</param>
/// <param name="AtRisk">Machines at risk at their latest time; none of them is stale.</param>
/// <param name="First">Time of the earliest prediction; null when there is none.</param>
/// <param name="Alarms">All that were raised.</param>
/// <param name="Models">Versions whose predictions it holds, or held in an earlier revision.</param>
public sealed record ResultSetDetails(
    ResultSetSummary Results, long Rows, int Machines, int AtRisk, DateTime? First, DateTime? Last, long Alarms, long OpenAlarms,
    IReadOnlyList<string> Models)
{
    /// <summary>Of which machines it speaks; null in what an earlier version has answered.</summary>
    public FleetCoverage? Fleet { get; init; }

    /// <summary>What a person should know before relying on it.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Machines of a result set, each at its latest time, the most endangered first and those that are stale last.</summary>
/// <param name="Total">Machines that the result set has at that time.</param>
/// <param name="AtRisk">Of these, machines that are not stale and have a component at or above its threshold.</param>
public sealed record RiskRanking(
    string Results, string Dataset, double HorizonHours, IReadOnlyList<RankedMachine> Machines, int Total, int AtRisk)
{
    /// <summary>Of which machines it speaks; null in what an earlier version has answered.</summary>
    public FleetCoverage? Fleet { get; init; }

    /// <summary>What a person should know before relying on it.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Of which machines of a data set latest predictions speak, and how old the readings are that they rest on.</summary>
/// <param name="LatestReading">
/// Of any machine, that the latest prediction could know of: what the age of readings is measured against. Null when there is none.
/// </param>
/// <param name="Known">Machines that the data set knows of, or that have predictions.</param>
/// <param name="Stale">
/// Machines with predictions that had not been heard of for longer than the scenario's gap: none of them is at risk now.
/// </param>
/// <param name="WithoutReadings">Machines of the data set without any reading.</param>
/// <param name="Unscored">Machines with readings and without a prediction.</param>
public sealed record FleetCoverage(DateTime? LatestReading, int Known, int Stale, int WithoutReadings, int Unscored);

/// <summary>How endangered a machine is.</summary>
/// <param name="Time">Of the prediction.</param>
/// <param name="Component">The most endangered one: that an alarm is decided for, otherwise the most probable to fail.</param>
/// <param name="Probability">That it fails within the horizon.</param>
/// <param name="Alarm">Whether the machine is at risk: some component is at or above its threshold, and it is not stale.</param>
/// <param name="Since">
/// When the alarm of the component was raised that stands at the prediction; null when none does. One that has not recovered yet stands
/// although the machine is not at risk; none stands of a machine that is stale.
/// </param>
/// <param name="Reasons">Sentences, strongest first.</param>
public sealed record RankedMachine(
    string Machine, DateTime Time, string Component, double Probability, double Threshold, bool Alarm, DateTime? Since,
    IReadOnlyList<string> Reasons, string Model, int Version)
{
    /// <summary>The last one that the prediction can rest on; null when the data set is gone.</summary>
    public DateTime? LastReading { get; init; }

    /// <summary>Whether it was last heard of longer before the latest reading of the data set than the scenario's gap.</summary>
    public bool Stale { get; init; }
}

/// <summary>A machine at its latest time, and every prediction that was made for that time.</summary>
/// <param name="Revisions">Oldest first; the last one counts.</param>
public sealed record MachinePrediction(
    string Results, string Dataset, double HorizonHours, RankedMachine Machine, IReadOnlyList<PredictionDocument> Revisions)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Predictions of a result set with From &lt; time &lt;= To; null does not limit.</summary>
public sealed record PredictionFilter(string Results, string? Machine = null, DateTime? From = null, DateTime? To = null);

/// <summary>Predictions by machine and time.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record PredictionList(string Results, IReadOnlyList<PredictionDocument> Predictions, string? Next = null)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>What a model said about a machine at a time.</summary>
/// <param name="Decision">The component that an alarm is for; null when none is at or above its threshold.</param>
/// <param name="Probabilities">By component, 0 to 1.</param>
/// <param name="Thresholds">By component.</param>
/// <param name="Reasons">Sentences for the most endangered component, strongest first.</param>
/// <param name="Revision">From 1; a row that is scored again with other inputs gets another revision.</param>
public sealed record PredictionDocument(
    string Machine, DateTime Time, string? Decision, IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyDictionary<string, double> Thresholds, IReadOnlyList<string> Reasons, string Model, int Version, string Run, int Revision);

/// <summary>A result set that goes, or went, with what went with it. The runs that wrote it stay in the ledger.</summary>
/// <param name="Rows">Predictions.</param>
/// <param name="Alarms">Raised from them.</param>
/// <param name="Resumed">
/// Whether an earlier deletion had not come to its end; then only what was still there is counted, and only once it is gone.
/// </param>
public sealed record ResultSetDeletion(string Results, long Rows, long Alarms, bool Resumed);
