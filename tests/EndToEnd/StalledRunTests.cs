using System.Diagnostics;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>serve wakes runs that nobody works on any more.</summary>
public sealed class StalledRunTests(Plant plant)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_run_whose_process_was_killed_is_finished_by_a_process_that_stays_and_says_why()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM to send");
        using var workspace = new Workspace();
        (await workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();
        workspace.Variables["StalledRuns__Interval"] = "00:00:01";
        workspace.Variables["StalledRuns__Patience"] = "00:00:02";
        using var serve = workspace.Start("serve", "--urls", $"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        await serve.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        using var killed = workspace.Start(Plant.Train);
        await killed.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        killed.Kill();

        (await Workspace.EndAsync(killed)).ExitCode.ShouldNotBe(0);
        var run = (await workspace.RunAsync("runs", "list", "--most", "1", "--json")).Done().Document.GetProperty("runs")[0]
            .GetProperty("id").GetString()!;
        var watched =
            (await workspace.RunAsync("runs", "watch", run, "--json").WaitAsync(Patience, TestContext.Current.CancellationToken))
                .Done().Document;
        var shown = (await workspace.RunAsync("runs", "show", run)).Done();
        using var signal = Process.Start("kill", ["-TERM", $"{serve.Id}"]);
        var log = (await Workspace.EndAsync(serve)).Done().Error;

        watched.GetProperty("run").GetProperty("state").GetString().ShouldBe("succeeded");
        var why = watched.GetProperty("wakes")[0].GetProperty("why").GetString()!;
        why.ShouldStartWith("Nothing has happened since");
        shown.Out.ShouldContain("It stood still and was woken");
        log.ShouldContain($"Run {run} stands still and is woken (1). {why}");
        (await workspace.RunAsync(Plant.Score)).Done();
        (await workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync());
    }
}
