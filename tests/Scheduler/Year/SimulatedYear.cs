using System.Reflection;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler.Year;

/// <summary>
/// A job of every 15 minutes through a year, looked after by two processes that are killed between any two calls, lose their lease in the
/// middle of a decision, and find the store away, while messages are lost and doubled and the clock jumps. Idle time is skipped.
/// </summary>
internal sealed class SimulatedYear : IDisposable
{
    public const string Job = "year";

    private readonly Random _random;
    private readonly TestClock _clock;
    private readonly Ports _ports;
    private readonly Workers _workers;
    private readonly Replica?[] _replicas = new Replica?[2];
    private readonly DateTime[] _backAt = new DateTime[2];
    private readonly DateTime _end;
    private readonly List<(DateTime At, Func<Task<bool>> Happens)> _agenda = [];
    private DateTime _storeBackAt;
    private int _depth;
    private int _data;
    private int _version = 1;
    private bool _isQuiet;

    public SimulatedYear(int seed, TimeSpan length, Func<TimeProvider, Ports> ports)
    {
        Plan = YearPlan.Every[seed % YearPlan.Every.Count];
        _random = new Random(seed);
        _clock = new TestClock(Start.AddSeconds(7));
        _ports = ports(_clock);
        _workers = new Workers(_ports.Runs, _clock, _random);
        _end = Start + length;
    }

    public static DateTime Start { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public YearPlan Plan { get; }

    public Workers Works => _workers;

    public Ports Ports => _ports;

    public int Kills { get; private set; }

    public int Disturbances { get; private set; }

    public async Task RunAsync()
    {
        await ApplyAsync(null);
        PlanDays();
        while ((await FindAsync()).State.PlannedTo is not { } planned || planned < _end)
            await StepAsync();

        // Then nothing happens any more, and everything that is owed is done.
        (_isQuiet, _workers.IsQuiet) = (true, true);
        for (var round = 0; round < 200_000 && !await IsDoneAsync(); round++)
            await StepAsync();
        (await IsDoneAsync()).ShouldBeTrue("nothing gets done any more");
    }

    public void Dispose()
    {
        foreach (var replica in _replicas)
            replica?.Dispose();
    }

    private async Task StepAsync()
    {
        var next = await NextAsync();
        if (next > _clock.Now)
            _clock.Now = next;
        _clock.Now += TimeSpan.FromMilliseconds(_random.Next(1_000));
        if (!_isQuiet && Chance(0.0005))
        {
            Disturbances++;
            _clock.Now += Chance(0.5) ? TimeSpan.FromMinutes(_random.Next(180)) : -TimeSpan.FromMinutes(_random.Next(60));
        }

        for (var n = 0; n < _agenda.Count; n++)
            if (_agenda[n].At <= _clock.Now && await _agenda[n].Happens())
                _agenda.RemoveAt(n--);
        foreach (var run in await _workers.EndAsync())
            await TryAsync(replica => replica.TouchAsync(run), _random.Next(2));
        var first = _random.Next(2);
        foreach (var number in new[] { first, 1 - first })
            await TryAsync(replica => replica.LookAsync(), number);
    }

    /// <returns>Whether it went through.</returns>
    private async Task<bool> TryAsync(Func<Replica, Task> what, int number)
    {
        if (_backAt[number] > _clock.Now)
            return false;
        var replica = _replicas[number] ??= new Replica($"replica-{number}", _ports, _workers.Requests, _clock, HappenAsync);
        try
        {
            await what(replica);
            return true;
        }
        catch (Exception exception)
            when (exception is KilledException or AggregateException or PresageException { Kind: ErrorKind.Unavailable })
        {
            return false;
        }
        finally
        {
            if (replica.IsDead)
            {
                replica.Dispose();
                _replicas[number] = null;
                _backAt[number] = _clock.Now + TimeSpan.FromSeconds(_random.Next(120));
            }
        }
    }

    private async Task HappenAsync(Replica replica, MethodInfo method, bool isDone)
    {
        if (replica.IsDead)
            throw new KilledException();
        if (_storeBackAt > _clock.Now)
            throw new PresageException(ErrorKind.Unavailable, "store-away", "The store is away.", "Wait.");
        if (_isQuiet || _depth > 0)
            return;
        if (Chance(0.0008))
        {
            Kills++;
            replica.IsDead = true;
            throw new KilledException();
        }

        if (Chance(0.0001))
        {
            Disturbances++;
            _storeBackAt = _clock.Now + TimeSpan.FromMinutes(_random.Next(1, 240));
            throw new PresageException(ErrorKind.Unavailable, "store-away", "The store is away.", "Wait.");
        }

        // It is frozen for so long that the other one has the lease, and decides and decides again, before it goes on.
        if (!isDone && method.Name == nameof(IJobs.CommitAsync) && Chance(0.004))
        {
            Disturbances++;
            Interlocked.Increment(ref _depth);
            for (var looks = _random.Next(1, 6); looks > 0; looks--)
            {
                _clock.Now += TimeSpan.FromSeconds(_random.Next(20, 1_800));
                await TryAsync(other => other.LookAsync(), Array.IndexOf(_replicas, replica) == 0 ? 1 : 0);
            }

            Interlocked.Decrement(ref _depth);
        }
    }

    private async Task<DateTime> NextAsync()
    {
        var job = await FindAsync();
        DateTime?[] moments =
        [
            job.State.LooksAt, await _ports.JobRuns.DueAsync(DateTime.MaxValue, 1, default) is [var due, ..] ? due.LooksAt : null,
            _workers.NextEnd,
            _agenda.Count == 0 ? null : _agenda.Min(one => one.At),
        ];
        var next = moments.Where(at => at is not null).Min() ?? _clock.Now;

        // What nobody can look at yet is looked at when somebody can.
        DateTime[] back = [_storeBackAt, _backAt.Min()];
        return back.Append(next).Max();
    }

    // What people do, and what data come.
    private void PlanDays()
    {
        var length = _end - Start;
        if (Plan.IsPaused)
            for (var n = 1; n < 18; n++)
                _agenda.Add((Start + length * n / 18 + TimeSpan.FromMinutes(_random.Next(600)), PauseAsync));
        if (Plan.Edits.Length > 0)
            foreach (var (schedule, n) in Plan.Edits.Append(Plan.Schedule).Select((schedule, n) => (schedule, n + 1)))
                _agenda.Add((Start + length * n / 5 + TimeSpan.FromMinutes(_random.Next(600)), () => ApplyAsync(schedule)));
        if (Plan.HasTriggers)
            for (var at = Start.AddHours(1); at < _end; at = at.AddMinutes(_random.Next(30, 720)))
                _agenda.Add((at, DataAsync));
    }

    private async Task<bool> ApplyAsync(string? schedule)
    {
        var yaml = Plan.Yaml(schedule);
        var definition = JobReader.Read(yaml, "test");
        var job = await _ports.Jobs.FindAsync(Job, default);
        var state = job is null
            ? Applying.First(definition, Start)
            : Applying.Next(job.State, JobReader.Read(job.Definition, "test"), [], definition, _clock.Now);
        return await _ports.Jobs.ApplyAsync(
            new(Job, job is null ? 1 : ++_version, yaml, _clock.Now, "test"), state, job?.Revision,
            JobEntries.Of(Job, job?.Revision ?? 0, _clock.Now, "applied", "test", "For a test."), default) is not null;
    }

    private async Task<bool> PauseAsync()
    {
        var job = await FindAsync();
        if (job.State.Paused is not null)
            return true;
        var until = Chance(0.5) ? _clock.Now.AddHours(_random.Next(1, 30)) : (DateTime?)null;
        if (await _ports.Jobs.CommitAsync(Pauses.Pause(job, "anna", "maintenance", until, _clock.Now), default) is null)
            return false;
        if (until is null)
            _agenda.Add((_clock.Now.AddHours(_random.Next(1, 30)), ResumeAsync));
        return true;
    }

    private async Task<bool> ResumeAsync()
    {
        var job = await FindAsync();
        if (job.State.Paused is not { Until: null } pause)
            return true;
        var rows = await _ports.Jobs.OccurrencesAsync(
            Job, Pauses.From(pause, JobReader.Read(job.Definition, "test")), null, OccurrenceOutcome.Skipped, 10_000, default);
        var commit = Pauses.Resume(job, rows, (CatchUpMode)_random.Next(3), "anna", _clock.Now);
        return await _ports.Jobs.CommitAsync(commit, default) is not null;
    }

    // A message is delivered until somebody has taken it, and at times once more.
    private async Task<bool> DataAsync()
    {
        var to = _clock.Now.AddMinutes(-_random.Next(30));
        var pull = new DataCame($"ingest-{_data}", "plant", ["telemetry"], to.AddHours(-1), to);
        if (!await TryAsync(replica => replica.PullAsync(pull), _random.Next(2)))
            return false;
        if (Chance(0.1))
            await TryAsync(replica => replica.PullAsync(pull), _random.Next(2));
        _data++;
        return true;
    }

    private async Task<bool> IsDoneAsync()
    {
        var job = await FindAsync();
        if (job.State.Paused is not null)
            _agenda.Add((_clock.Now, ResumeAsync));
        foreach (var run in await _ports.JobRuns.ListAsync(new(Job, JobRunState.Failed), null, 100, default))
            await _ports.JobRuns.CommitAsync(Repairs.Of(run, JobReader.Read(Plan.Yaml(), "test"), _clock.Now), null, default);
        return job.State.Paused is null && (await _ports.JobRuns.ActiveAsync(Job, default)).Count == 0
            && (await _ports.Jobs.OccurrencesAsync(Job, null, _end, OccurrenceOutcome.Buffered, 1, default)).Count == 0;
    }

    private async Task<Job> FindAsync() => (await _ports.Jobs.FindAsync(Job, default)).ShouldNotBeNull();

    private bool Chance(double share)
    {
        lock (_random)
            return _random.NextDouble() < share;
    }
}
