using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Hosting.Workers;

/// <summary>Two processes whose clocks differ by days share a run; a clock is set while one of them works.</summary>
public sealed class RunTimesTests : IDisposable
{
    private static readonly StartEvaluation s_request = new("evaluate-1", "march");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presage-times-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, -3)]
    public async Task No_run_ends_before_it_begins_whatever_the_clocks_of_its_processes_say(int beginner, int finisher)
    {
        using var first = Process(new SetClock(TimeSpan.FromDays(beginner)));
        using var second = Process(new SetClock(TimeSpan.FromDays(finisher)));
        var begun = await BeginAsync(first);
        await CompleteSliceAsync(first, begun, TimeSpan.FromSeconds(20));

        await second.Services.GetRequiredService<RunTracker>().SucceedAsync(begun, "done", Cancellation);

        var ended = await FindAsync(second);
        (ended.EndedAt!.Value - ended.StartedAt).ShouldBe(TimeSpan.FromSeconds(20));
        second.Services.GetRequiredService<RunTracker>().SecondsOf(begun).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task A_clock_that_is_set_while_a_run_goes_on_changes_nothing_of_how_long_it_took(int days)
    {
        var clock = new SetClock(TimeSpan.Zero);
        using var process = Process(clock);
        var begun = await BeginAsync(process);

        clock.Ahead = TimeSpan.FromDays(days);
        process.Services.GetRequiredService<RunTracker>().SecondsOf(begun).ShouldBeInRange(0, 60);
        await process.Services.GetRequiredService<RunCancel>().CancelAsync(begun.Id, "It was cancelled.", Cancellation);

        var ended = await FindAsync(process);
        (ended.EndedAt!.Value - ended.StartedAt).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_message_that_is_no_request_leaves_no_range_in_the_ledger()
    {
        using var process = Process(TimeProvider.System);
        var request = new StartTraining("train-1", "", default, default);

        var run = await process.Services.GetRequiredService<RunTracker>().BeginAsync(
            RunKinds.Train, request, null, "", Utc.Of(request.From), Utc.Of(request.To), Cancellation);

        (run!.From, run.To).ShouldBe((null, null));
    }

    private static async Task<Run> BeginAsync(IHost process) => (await process.Services.GetRequiredService<RunTracker>().BeginAsync(
        RunKinds.Evaluate, s_request, null, "plant", null, null, Cancellation))!;

    private static async Task<Run> FindAsync(IHost process) =>
        (await process.Services.GetRequiredService<IRuns>().FindAsync(s_request.RunId!, Cancellation))!;

    private static async Task CompleteSliceAsync(IHost process, Run run, TimeSpan took)
    {
        var runs = process.Services.GetRequiredService<IRuns>();
        await runs.PlanStageAsync(run.Id, Stages.Evaluate, 1, run.StartedAt, Cancellation);
        await runs.CompleteSliceAsync(
            run.Id, Stages.Evaluate, new SliceRecord(0, "worker", 1, run.StartedAt, run.StartedAt + took, 1), Cancellation);
    }

    /// <summary>A process on the store, with a clock of its own.</summary>
    private IHost Process(TimeProvider clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSqliteStorage(_directory.FullName);
        builder.AddServiceDefaults();
        return builder.Build();
    }
}
