using System.Collections;

namespace Presage.Hosting.Observability;

/// <summary>What every line of the log says about the run that is being worked on, whoever writes it.</summary>
internal sealed class RunScope(string run) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>It follows from the run's id, so that lines belong to the run's trace also where nothing records spans.</summary>
    private readonly string _trace = RunTrace.ContextOf(run).TraceId.ToString();

    /// <summary>Null until it is known.</summary>
    public string? Dataset { get; set; }

    public int Count => Fields().Count();

    public KeyValuePair<string, object?> this[int index] => Fields().ElementAt(index);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Fields().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For logs without fields.</summary>
    public override string ToString() => string.Join(' ', Fields().Select(field => $"{field.Key}:{field.Value}"));

    private IEnumerable<KeyValuePair<string, object?>> Fields()
    {
        yield return new("Run", run);
        if (Dataset is not null)
            yield return new("Dataset", Dataset);
        yield return new("TraceId", _trace);
    }
}
