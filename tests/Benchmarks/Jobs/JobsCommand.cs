using System.Diagnostics;
using System.Globalization;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Tests.Benchmarks.Jobs;

/// <summary>
/// <c>jobs [--jobs 10000] [--seconds 120] [--events 20]</c>: how much of a core one scheduler takes for so many hourly jobs, spread over
/// the hour, whose step writes a file, and how long it takes from new data to a started run beside them.
/// </summary>
internal static class JobsCommand
{
    private const string Results = "fleet";
    private const string Live = "live";
    private const int SecondsPerHour = 3_600;

    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(2);

    public static async Task<int> RunAsync(string[] args)
    {
        var (jobs, seconds, events) = (Option("--jobs", 10_000), Option("--seconds", 120), Option("--events", 20));
        await using var host = await SchedulerHost.CreateAsync();
        await host.Get<IPredictions>().EnsureAsync(
            new(Results, "plant", ["comp1"], TimeSpan.FromHours(84), DateTime.UnixEpoch), default);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var i = 0; i < jobs; i++)
            await host.ApplyAsync(Hourly(i, jobs), now);
        await host.ApplyAsync(WhenDataCome, now);

        await host.StartAsync();
        await Task.Delay(s_settle);
        var (cpu, started) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
        var before = await EndedAsync(host);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var share = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(started);
        var ended = await EndedAsync(host) - before;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{jobs} hourly jobs: {share:P1} of a core over {seconds} s, in which {ended} job runs ended "
                    + $"({(double)jobs * seconds / SecondsPerHour:0} were due)"));

        var delays = new List<double>();
        for (var i = 1; i <= events; i++)
            delays.Add(await DelayAsync(host, i, now));
        delays.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"new data to started run: median {delays[delays.Count / 2]:0.000} s, longest {delays[^1]:0.000} s of {events}"));
        return 0;

        int Option(string name, int usual) =>
            Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;
    }

    private static string Hourly(int number, int of) => $$$"""
        job: hourly-{{{number}}}
        schedule: { every: 1h, offset: {{{(long)number * SecondsPerHour / of}}}s }
        steps:
          file: { export: { results: {{{Results}}}, from: "{{interval.from}}", to: "{{interval.to}}", out: "{{run}}.csv" } }
        """;

    private static string WhenDataCome => $$$"""
        job: {{{Live}}}
        triggers: [ new-data: { dataset: plant } ]
        steps:
          file: { export: { results: {{{Results}}}, from: "{{interval.from}}", to: "{{interval.to}}", out: "{{run}}.csv" } }
        """;

    private static async Task<int> EndedAsync(SchedulerHost host)
    {
        var (ended, after) = (0, (JobRunKey?)null);
        while (await host.JobRuns.ListAsync(new JobRunQuery(State: JobRunState.Succeeded), after, 1_000, default) is { Count: > 0 } page)
            (ended, after) = (ended + page.Count, page[^1].Place);
        return ended;
    }

    /// <summary>Seconds from the announcement of new data until a step of the job's run has begun.</summary>
    private static async Task<double> DelayAsync(SchedulerHost host, int number, DateTime now)
    {
        var (id, to) = ($"ingest-{number}", now.AddHours(number));
        var result = new IngestResult(
            id, "plant", [new IngestedSource("telemetry", 1, 1, 1, 0, 0, 0)], [], [], 0);
        await host.Runs.StartAsync(new Run(id, "ingest", "plant", id, "{}", null, null, now), default);
        await host.Runs.EndAsync(id, RunState.Succeeded, Json.Write(result), null, now, default);

        var published = Stopwatch.GetTimestamp();
        await host.Bus.Publish(new DataIngested(id, "plant", 1, 0, 0, 0, to.AddHours(-1), to));
        while (!await HasBegunAsync(host, number))
            await Task.Delay(s_poll);
        return Stopwatch.GetElapsedTime(published).TotalSeconds;
    }

    private static async Task<bool> HasBegunAsync(SchedulerHost host, int number) =>
        await host.JobRuns.ListAsync(new JobRunQuery(Live), null, number, default) is var runs && runs.Count == number
            && runs.All(run => run.Steps.All(step => step.State != StepState.Waiting));
}
