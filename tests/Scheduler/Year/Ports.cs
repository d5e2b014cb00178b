using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler.Year;

/// <summary>What schedulers keep things in.</summary>
internal sealed record Ports(IJobs Jobs, IJobRuns JobRuns, ILeases Leases, ICalendars Calendars, IRuns Runs)
{
    public static Ports InMemory(TimeProvider clock)
    {
        var store = new MemoryStore(clock);
        return new(store, store, store, Holidays(), Ledger());
    }

    public static Ports Of(TestStore store) => new(store.Jobs, store.JobRuns, store.Leases, Holidays(), store.Runs);

    private const string Days =
        "calendar: holidays\ndays: [2026-01-06, 2026-04-03, 2026-05-01, { from: 2026-12-24, to: 2026-12-26 }]\n";

    private static ICalendars Holidays() => Scripted.Of<ICalendars>(new Dictionary<string, Func<object?[], object?>>
    {
        [nameof(ICalendars.FindAsync)] = args =>
            Task.FromResult<NamedCalendar?>(new((string)args[0]!, Days, DateTime.UnixEpoch, "test")),
    });

    private static IRuns Ledger()
    {
        var runs = new Dictionary<string, Run>();
        return Scripted.Of<IRuns>(new Dictionary<string, Func<object?[], object?>>
        {
            [nameof(IRuns.FindAsync)] = args =>
            {
                lock (runs)
                    return Task.FromResult(runs.GetValueOrDefault((string)args[0]!));
            },
            [nameof(IRuns.StartAsync)] = args =>
            {
                lock (runs)
                    return Task.FromResult(runs.TryAdd(((Run)args[0]!).Id, (Run)args[0]!) ? (Run)args[0]! : runs[((Run)args[0]!).Id]);
            },
            [nameof(IRuns.StagesAsync)] = _ => Task.FromResult<IReadOnlyList<StageProgress>>([]),
            [nameof(IRuns.EndAsync)] = args =>
            {
                lock (runs)
                {
                    var run = runs[(string)args[0]!];
                    if (run.State != RunState.Running)
                        return Task.FromResult(false);
                    runs[run.Id] = run with { State = (RunState)args[1]!, Error = (RunError?)args[3], EndedAt = (DateTime)args[4]! };
                    return Task.FromResult(true);
                }
            },
        });
    }
}
