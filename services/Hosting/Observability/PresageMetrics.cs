using System.Diagnostics.Metrics;

namespace Presage.Hosting.Observability;

/// <summary>Figures about the work itself; the bus and the runtime bring their own.</summary>
public sealed class PresageMetrics
{
    public const string MeterName = "Presage";

    private readonly Counter<long> _rows;
    private readonly Counter<long> _slices;
    private readonly Histogram<double> _sliceDuration;
    private readonly Histogram<double> _queueWait;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _runs;

    public PresageMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _rows = meter.CreateCounter<long>("presage.rows", "{row}", "Rows processed, by stage.");
        _slices = meter.CreateCounter<long>("presage.slices", "{slice}", "Slices finished, by stage.");
        _sliceDuration = meter.CreateHistogram<double>("presage.slice.duration", "s", "Time to work on a slice, by stage.");
        _queueWait = meter.CreateHistogram<double>("presage.queue.wait", "s", "Time a message waited between being sent and being taken, by message.");
        _faults = meter.CreateCounter<long>("presage.faults", "{fault}", "Messages that failed for good, by message.");
        _runs = meter.CreateCounter<long>("presage.runs", "{run}", "Runs that ended, by kind and state.");
    }

    public void SliceDone(string stage, long rows, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("stage", stage);
        _rows.Add(rows, tag);
        _slices.Add(1, tag);
        _sliceDuration.Record(duration.TotalSeconds, tag);
    }

    public void MessageTaken(string message, TimeSpan waited) =>
        _queueWait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("message", message));

    public void Fault(string message) => _faults.Add(1, new KeyValuePair<string, object?>("message", message));

    public void RunEnded(string kind, string state) =>
        _runs.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("state", state));
}
