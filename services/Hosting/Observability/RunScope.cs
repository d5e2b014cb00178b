using System.Collections;
using System.Diagnostics;

namespace Presage.Hosting.Observability;

/// <summary>What every line of the log says about the run that is being worked on, whoever writes it.</summary>
internal sealed class RunScope(string run) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The run's trace follows from its id, so that lines belong to it also where nothing records spans.</summary>
    private readonly string? _trace = Activity.Current is null ? RunTrace.ContextOf(run).TraceId.ToString() : null;

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
        if (_trace is not null)
            yield return new("TraceId", _trace);
    }
}
