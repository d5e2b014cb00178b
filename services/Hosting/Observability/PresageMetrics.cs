using System.Diagnostics.Metrics;

namespace Presage.Hosting.Observability;

/// <summary>Figures about the work itself; the bus and the runtime bring their own.</summary>
public sealed class PresageMetrics
{
    public const string MeterName = "Presage";

    /// <summary>
    /// Upper bounds, in seconds, between which durations are counted: messages take milliseconds, slices up to two minutes.
    /// </summary>
    internal static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
    };

    private readonly Counter<long> _rows;
    private readonly Counter<long> _slices;
    private readonly Histogram<double> _sliceDuration;
    private readonly Histogram<double> _queueWait;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _wakes;
    private readonly Counter<long> _deleted;
    private readonly Counter<long> _jobRuns;
    private readonly Counter<long> _occurrences;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _attempts;
    private readonly Gauge<long> _deliveries;
    private readonly Counter<long> _overdue;
    private readonly Gauge<double> _precision;
    private readonly Gauge<double> _recall;
    private readonly Gauge<double> _f1;
    private readonly Gauge<double> _warned;

    public PresageMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _rows = meter.CreateCounter<long>("presage.rows", "{row}", "Rows processed, by stage.");
        _slices = meter.CreateCounter<long>("presage.slices", "{slice}", "Slices finished, by stage.");
        _sliceDuration = meter.CreateHistogram<double>(
            "presage.slice.duration", "s", "Time to work on a slice, by stage.", advice: Durations);
        _queueWait = meter.CreateHistogram<double>(
            "presage.queue.wait", "s", "Time a message waited between being sent and being taken, by message.", advice: Durations);
        _faults = meter.CreateCounter<long>("presage.faults", "{fault}", "Messages that failed for good, by message.");
        _runs = meter.CreateCounter<long>("presage.runs", "{run}", "Runs that ended, by kind and state.");
        _wakes = meter.CreateCounter<long>("presage.wakes", "{wake}", "Runs that stood still and were woken, by kind.");
        _deleted = meter.CreateCounter<long>("presage.deleted", "{record}", "Records deleted since they were old, by kind.");
        _jobRuns = meter.CreateCounter<long>("presage.job.runs", "{run}", "Job runs that ended, by cause and outcome.");
        _occurrences = meter.CreateCounter<long>("presage.occurrences", "{occurrence}", "Rows of the ledgers of jobs, by outcome.");
        _lateness = meter.CreateHistogram<double>(
            "presage.job.lateness", "s", "Time between the moment at which a job was to start and its start.", advice: Durations);
        _attempts = meter.CreateCounter<long>(
            "presage.delivery.attempts", "{attempt}", "Attempts to tell a connection something, by connection and outcome.");
        _deliveries = meter.CreateGauge<long>("presage.deliveries", "{delivery}", "Deliveries to connections in the store, by state.");
        _overdue = meter.CreateCounter<long>("presage.overdue", "{interval}", "Intervals without a succeeded run in time, by job.");
        _precision = meter.CreateGauge<double>(
            "presage.model.precision", "1", "Share of the predicted failures that came, in the latest evaluation of a result set.");
        _recall = meter.CreateGauge<double>(
            "presage.model.recall", "1",
            "Share of the rows before a failure that were predicted, in the latest evaluation of a result set.");
        _f1 = meter.CreateGauge<double>(
            "presage.model.f1", "1", "Harmonic mean of precision and recall, in the latest evaluation of a result set.");
        _warned = meter.CreateGauge<double>(
            "presage.model.warned", "1", "Share of the failures that were warned of in time, in the latest evaluation of a result set.");
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

    public void RunWoken(string kind) => _wakes.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Deleted(string kind, long records) => _deleted.Add(records, new KeyValuePair<string, object?>("kind", kind));

    public void JobRunEnded(string cause, string outcome) =>
        _jobRuns.Add(1, new KeyValuePair<string, object?>("cause", cause), new KeyValuePair<string, object?>("outcome", outcome));

    public void OccurrenceDecided(string outcome) => _occurrences.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void JobStarted(TimeSpan late) => _lateness.Record(Math.Max(0, late.TotalSeconds));

    /// <param name="outcome">delivered, later or failed.</param>
    public void Delivered(string connection, string outcome) => _attempts.Add(
        1, new KeyValuePair<string, object?>("connection", connection), new KeyValuePair<string, object?>("outcome", outcome));

    public void Deliveries(string state, long count) => _deliveries.Record(count, new KeyValuePair<string, object?>("state", state));

    /// <summary>Prometheus has a label job of its own.</summary>
    public void Overdue(string job) => _overdue.Add(1, new KeyValuePair<string, object?>("job.name", job));

    public void Evaluated(string dataset, string results, double precision, double recall, double f1, double warned)
    {
        KeyValuePair<string, object?>[] tags = [new("dataset", dataset), new("results", results)];
        _precision.Record(precision, tags);
        _recall.Record(recall, tags);
        _f1.Record(f1, tags);
        _warned.Record(warned, tags);
    }
}
