using System.Collections;

namespace Presage.Hosting.Observability;

/// <summary>What every line of the log says about the run that is being worked on, whoever writes it.</summary>
internal sealed class RunScope(string run) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>It follows from the run's id, so that lines belong to the run's trace also where nothing records spans.</summary>
    private readonly string _trace = RunTrace.ContextOf(run).TraceId.ToString();

    private (string Stage, int Slice, int Attempt)? _slice;

    /// <summary>Null until it is known.</summary>
    public string? Dataset { get; set; }

    /// <summary>A slice of the run has been taken up.</summary>
    public void TakeUp(string stage, int slice, int attempt) => _slice = (stage, slice, attempt);

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
        if (_slice is var (stage, slice, attempt))
        {
            yield return new("Stage", stage);
            yield return new("Slice", slice);
            yield return new("Attempt", attempt);
        }

        yield return new("TraceId", _trace);
    }
}
