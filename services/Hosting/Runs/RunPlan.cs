using Presage.Contracts.Api;

namespace Presage.Hosting.Runs;

/// <summary>
/// What a run's request was resolved to when it was planned; pinned, so that a redelivery or a restart goes on with the same.
/// </summary>
/// <param name="Purpose">training, scoring or export.</param>
/// <param name="HorizonHours">Label horizon in hours.</param>
/// <param name="AsOf">Only records known at this moment count.</param>
/// <param name="FailuresKnownUntil">
/// Time of the latest record of any source known at AsOf, for training at most To; labels whose horizon ends later are unknown.
/// </param>
/// <param name="Machines">The machines with readings, in machine order.</param>
/// <param name="Slices">Number of machines of each feature slice, one after the other.</param>
/// <param name="Model">Scoring: the model's name.</param>
/// <param name="Version">Scoring: the model's version.</param>
public sealed record RunPlan(
    string Purpose, string Dataset, DateTime From, DateTime To, string Preset, double HorizonHours, DateTime AsOf,
    DateTime FailuresKnownUntil,
    IReadOnlyList<string> Machines, IReadOnlyList<int> Slices, string? Model = null, int? Version = null)
{
    /// <summary>What does not seem to fit together among the records; empty in plans of before it was looked for.</summary>
    public IReadOnlyList<Notice> Notices { get => field ?? []; init; }

    /// <summary>Version of Presage that planned it, and by which its features are; null in plans of before it was noted.</summary>
    public string? Engine { get; init; }

    public const string Training = "training";
    public const string Scoring = "scoring";
    public const string Export = "export";
}
