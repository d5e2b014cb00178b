namespace Presage.Engine.Scenarios;

/// <summary>
/// What one kind of data looks like and what is to be predicted from it. Read from YAML; nothing else in the code knows a column's name.
/// </summary>
/// <param name="Name">Name of the scenario, kebab-case.</param>
/// <param name="Hash">SHA-256 (hex) of the text it was read from, with normalised line ends; part of every model's lineage.</param>
/// <param name="EntityColumn">Column that names the machine.</param>
/// <param name="TimeColumn">Column that holds the time of a record.</param>
/// <param name="Sampling">Usual time between two readings of a machine.</param>
/// <param name="Errors">The error types there can be; none when there are no records of errors.</param>
/// <param name="Components">The components that can fail; at least one.</param>
/// <param name="Horizon">How far ahead a failure is to be predicted: the label says whether a component fails in (T, T + Horizon].</param>
/// <param name="Simulation">How to make up such data; null when the scenario does not say.</param>
/// <param name="Description">What the scenario is about, for a person.</param>
public sealed record Scenario(
    string Name,
    string Hash,
    string EntityColumn,
    string TimeColumn,
    TimeSpan Sampling,
    RecordKindNames RecordKinds,
    IReadOnlyList<Sensor> Sensors,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Components,
    IReadOnlyList<MachineAttribute> Attributes,
    FeatureSettings Features,
    TimeSpan Horizon,
    Costs Costs,
    SimulationSettings? Simulation = null,
    string Description = "")
{
    /// <summary>When a machine counts as observed; what the scenario does not say follows from its other values.</summary>
    public ObservationSettings Observation
    {
        get => field ?? new ObservationSettings(
            ObservationSettings.DefaultGap(Sampling, Features, Horizon), ObservationSettings.DefaultFresh(Sampling, Features));
        init;
    }

    /// <summary>The longest horizon that anything is trained for.</summary>
    public static TimeSpan LongestHorizon { get; } = TimeSpan.FromDays(365);

    /// <summary>Where its keys stand in the file it was read from.</summary>
    public KeyPlaces Places { get; init; } = KeyPlaces.None;

    /// <summary>How files are written, unless a kind of records says it otherwise.</summary>
    public ReadingSettings Reading
    {
        get => field ?? new ReadingSettings { Time = new TimeSettings(TimeColumn), Entity = new EntitySettings(EntityColumn) };
        init;
    }

    /// <summary>How the files of a kind of records are written.</summary>
    public ReadingSettings ReadingOf(RecordKindName kind) => kind.Reading ?? Reading;

    /// <summary>When alarms are raised and recover.</summary>
    public AlarmSettings Alarms { get; init; } = AlarmSettings.Default;

    /// <summary>Length of a telemetry block: the longest usual period whose readings keep a block small.</summary>
    public TimeSpan BlockPeriod => BlockLengths.For(Sampling);
}
