namespace Presage.Engine.Simulation;

/// <summary>What has happened to a machine so far; a record that is there already is not added again.</summary>
internal sealed class SimulatedEvents(int errorTypes, int components)
{
    private readonly SortedSet<long>[] _errors = Sets(errorTypes);
    private readonly SortedSet<long>[] _replacements = Sets(components);
    private readonly SortedSet<long>[] _failures = Sets(components);

    public long[][] Errors => Times(_errors);

    public long[][] Replacements => Times(_replacements);

    public long[][] Failures => Times(_failures);

    public void AddError(int type, long time) => _errors[type].Add(time);

    public void AddReplacement(int component, long time) => _replacements[component].Add(time);

    public void AddFailure(int component, long time) => _failures[component].Add(time);

    private static SortedSet<long>[] Sets(int count) => [.. Enumerable.Range(0, count).Select(_ => new SortedSet<long>())];

    private static long[][] Times(SortedSet<long>[] sets) => Array.ConvertAll(sets, set => set.ToArray());
}
