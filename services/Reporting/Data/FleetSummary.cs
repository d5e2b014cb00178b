namespace Presage.Reporting.Data;

/// <summary>What is kept of each machine of a result set.</summary>
public sealed class FleetSummary
{
    private readonly List<FleetMachine> _machines = [];
    private readonly Dictionary<string, long> _models = [];

    public IReadOnlyList<FleetMachine> Machines => _machines;

    public long Rows { get; private set; }

    public long Alarms { get; private set; }

    public DateTime From { get; private set; } = DateTime.MaxValue;

    public DateTime To { get; private set; }

    /// <summary>Predictions by the name and version of their model.</summary>
    public IReadOnlyList<NamedCount> Models =>
        [.. _models.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => new NamedCount(model.Key, model.Value))];

    public void Add(MachineSeries series)
    {
        Rows += series.Rows.Count;
        Alarms += series.Alarms.Sum(alarms => alarms.Count);
        From = series.Rows[0].Time < From ? series.Rows[0].Time : From;
        To = series.Latest.Time > To ? series.Latest.Time : To;
        foreach (var model in series.Rows.CountBy(row => $"{row.Model} {row.Version}"))
            _models[model.Key] = _models.GetValueOrDefault(model.Key) + model.Value;

        _machines.Add(new FleetMachine(series.Risk(), series.Peak, series.HasFailures));
    }
}

/// <param name="Peak">Highest probability at any time.</param>
public sealed record FleetMachine(MachineRisk Risk, double Peak, bool HasFailures);
