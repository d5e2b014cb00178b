namespace Presage.Engine.Scenarios;

/// <summary>A measured quantity of a machine: a column of the telemetry.</summary>
/// <param name="Unit">Unit for people; empty when there is none.</param>
/// <param name="Minimum">Smallest credible value; a value below is refused.</param>
/// <param name="Maximum">Largest credible value; a value above is refused.</param>
public sealed record Sensor(string Name, string Unit, double Minimum, double Maximum)
{
    /// <summary>Other names that its column can have, perhaps with another unit.</summary>
    public IReadOnlyList<SensorAlias> Aliases { get; init; } = [];

    /// <summary>Texts and numbers that say that this sensor has no value, beside those of the scenario.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>How long a value holds that is reported on change only; zero for a sensor that is reported at its times.</summary>
    public TimeSpan Hold { get; init; }
}
