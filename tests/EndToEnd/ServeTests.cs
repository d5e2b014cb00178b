using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

public sealed class ServeTests
{
    [Fact]
    public async Task Serves_health_and_stops_gracefully()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM to send");
        using var workspace = new Workspace();
        var url = $"http://127.0.0.1:{FreePort()}";
        using var process = workspace.Start("serve", "--urls", url);
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.StartsWith("Serving ", StringComparison.Ordinal))
        {
        }

        using var client = new HttpClient();

        var live = await client.GetStringAsync($"{url}/health/live", TestContext.Current.CancellationToken);
        var ready = await client.GetStringAsync($"{url}/health/ready", TestContext.Current.CancellationToken);
        var health = JsonDocument.Parse(await client.GetStringAsync($"{url}/health", TestContext.Current.CancellationToken)).RootElement;
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        var outcome = await Workspace.EndAsync(process);

        live.ShouldBe("Healthy");
        ready.ShouldBe("Healthy");
        health.GetProperty("state").GetString().ShouldBe("ready");
        health.GetProperty("ready").GetBoolean().ShouldBeTrue();
        health.GetProperty("service").GetString().ShouldBe("presage");
        health.GetProperty("worker").GetString().ShouldBe($"{Environment.MachineName}-{process.Id}");
        health.GetProperty("checks").EnumerateArray().ShouldAllBe(check => check.GetProperty("state").GetString() == "passes");
        health.GetProperty("store").GetProperty("id").GetString()!.Length.ShouldBe(32);
        health.TryGetProperty("broker", out _).ShouldBeFalse();
        outcome.Done();
    }

    [Fact]
    public async Task Takes_up_what_a_killed_process_left_unfinished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM to send");
        using var workspace = new Workspace();
        using (var killed = workspace.Start([.. Plant.Ingest, RealRecords.Twenty]))
        {
            await killed.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            killed.Kill();
            await Workspace.EndAsync(killed);
        }

        var runs = (await workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").EnumerateArray().Single();
        using var process = workspace.Start("serve", "--urls", $"http://127.0.0.1:{FreePort()}");
        var watched = await workspace.RunAsync("runs", "watch", runs.GetProperty("id").GetString()!, "--json");
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString()]);

        watched.Done().Document.GetProperty("run").GetProperty("state").GetString().ShouldBe("succeeded");
        (await Workspace.EndAsync(process)).Done();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
