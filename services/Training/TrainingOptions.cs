using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Training;

/// <summary>Section <c>Training</c>.</summary>
public sealed record TrainingOptions
{
    public const string Section = "Training";

    /// <summary>Threads that learn; one for each processor by default. The model does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Rows that cut points and usual values are taken from, at most.</summary>
    public int SampleRows { get; init; } = 200_000;

    /// <summary>
    /// Chooses thresholds by a budget of alarms a week on all machines together; null chooses them by the scenario's costs.
    /// </summary>
    public double? AlarmsPerWeek { get; init; }

    /// <summary>Whether a model that is better than the champion on the same test block takes its place, or waits for a person.</summary>
    public PromotionMode Promotion { get; init; } = PromotionMode.Manual;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public TrainingOptions Validated()
    {
        Require(Threads >= 1, nameof(Threads), "1 or more");
        Require(SampleRows >= 1, nameof(SampleRows), "1 or more");
        Require(AlarmsPerWeek is null or > 0, nameof(AlarmsPerWeek), "more than zero");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}

public enum PromotionMode
{
    Manual,
    Automatic,
}
