namespace Presage.Storage.Facts;

/// <summary>The scenarios that a data set had before the present one, ascending.</summary>
/// <param name="Earlier">Each with the moment from which on the next one holds.</param>
public sealed record ScenarioHistory(IReadOnlyList<(DateTime Until, ScenarioVersion Version)> Earlier)
{
    /// <summary>The data set as it was at a moment; before it was created, as it was created.</summary>
    public DataSet AsOf(DataSet present, DateTime asOf) =>
        Earlier.FirstOrDefault(version => asOf < version.Until).Version is { } earlier ? present.With(earlier) : present;

    /// <summary>All of them, the present one last.</summary>
    public IReadOnlyList<ScenarioVersion> With(DataSet present)
    {
        var last = new ScenarioVersion(present.ScenarioName, present.Scenario, present.ScenarioHash, default);
        return
        [
            .. Earlier.Select(version => version.Version).Append(last).Zip(
                Earlier.Select(version => version.Until).Prepend(present.CreatedAt), (version, known) => version with { Known = known }),
        ];
    }

    /// <summary>When a version begins to hold: later than all before it, whatever clocks say.</summary>
    public DateTime Next(DateTime known) => Earlier.Count > 0 && Earlier[^1].Until >= known ? Earlier[^1].Until.AddMilliseconds(1) : known;
}
