using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>What systemd, whose part the test plays, hears of a process.</summary>
public sealed class SystemdTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_process_tells_systemd_that_it_is_ready_lives_and_stops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is of Linux");
        using var workspace = new Workspace();
        var path = workspace.PathOf("notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        using var worker = new Worker("Monitoring", workspace.Root, new Dictionary<string, string>
        {
            ["Storage__Directory"] = workspace.Data,
            ["NOTIFY_SOCKET"] = path,
            ["WATCHDOG_USEC"] = "200000",
        });

        await worker.ReadyAsync();
        var heard = await HearAsync(systemd, "READY=1");
        heard.AddRange(await HearAsync(systemd, "WATCHDOG=1"));
        await worker.TerminateAsync();
        heard.AddRange(await HearAsync(systemd, "STATUS=Has stopped"));
        await worker.EndAsync(Patience);

        heard.Where(word => word is "READY=1" or "STOPPING=1").ShouldBe(["READY=1", "STOPPING=1"]);
        heard.ShouldContain(word => word.StartsWith("STATUS=Takes messages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_whose_store_is_held_lives_is_not_ready_asks_systemd_for_time_and_ends_at_once_when_it_is_told_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is of Linux");
        using var workspace = new Workspace();
        var path = workspace.PathOf("notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        using var holder = Hold(workspace);
        using var worker = new Worker("Monitoring", workspace.Root, new Dictionary<string, string>
        {
            ["Storage__Directory"] = workspace.Data,
            ["NOTIFY_SOCKET"] = path,
        });

        (await HearAsync(systemd, "STATUS=Waits for its store and broker")).ShouldContain(
            word => word.StartsWith("EXTEND_TIMEOUT_USEC=", StringComparison.Ordinal));
        await Eventually.TrueAsync(
            () => Task.FromResult(worker.Log.Contains("Now listening", StringComparison.Ordinal)), Patience, () => worker.Log);
        using var http = new HttpClient();
        using var ready = await http.GetAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken);
        using var health = await http.GetAsync(worker.Address("/health"), TestContext.Current.CancellationToken);
        (await http.GetStringAsync(worker.Address("/health/live"), TestContext.Current.CancellationToken)).ShouldBe("Healthy");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("store is not open yet");
        JsonDocument.Parse(await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement
            .GetProperty("state").GetString().ShouldBe("starting");

        await worker.StopAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_process_that_waited_for_its_store_goes_on_when_it_is_free()
    {
        using var workspace = new Workspace();
        using var worker = await HeldAsync();

        await worker.ReadyAsync();

        using var http = new HttpClient();
        (await http.GetStringAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken)).ShouldBe("Healthy");

        // It says that it is held before it is free.
        async Task<Worker> HeldAsync()
        {
            using var holder = Hold(workspace);
            var started = new Worker(
                "Monitoring", workspace.Root, new Dictionary<string, string> { ["Storage__Directory"] = workspace.Data });
            await Eventually.TrueAsync(
                () => Task.FromResult(started.Log.Contains("Now listening", StringComparison.Ordinal)), Patience, () => started.Log);
            started.IsReady.ShouldBeFalse();
            return started;
        }
    }

    private static SqliteConnection Hold(Workspace workspace)
    {
        Directory.CreateDirectory(workspace.Data);
        var holder = new SqliteConnection($"Data Source={Path.Combine(workspace.Data, SqliteStorage.FileName)};Pooling=False");
        holder.Open();
        using var hold = holder.CreateCommand();
        hold.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();
        return holder;
    }

    [Theory]
    [InlineData("$(stat -L -c %d:%i /proc/$$/fd/1)", "<6>2")]
    [InlineData("1:2", "2")]
    public async Task A_log_that_goes_to_the_journal_has_its_priorities(string stream, string beginning)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is of Linux");
        using var workspace = new Workspace();
        workspace.Variables["Storage__Directory"] = workspace.Data;
        var program = Path.Combine(AppContext.BaseDirectory, "Presage.Monitoring");
        using var process = workspace.Start("sh", ["-c", $"JOURNAL_STREAM={stream} exec {program} --urls http://127.0.0.1:0"]);

        var lines = new List<string>();
        while (lines.LastOrDefault()?.Contains("is ready after", StringComparison.Ordinal) != true)
            lines.Add((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);

        process.Kill();
        lines.ShouldAllBe(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    /// <summary>Everything up to a word.</summary>
    private static async Task<List<string>> HearAsync(Socket systemd, string word)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var heard = new List<string>();
        var buffer = new byte[4096];
        while (!heard.Contains(word))
        {
            var length = await systemd.ReceiveAsync(buffer, patience.Token);
            heard.AddRange(Encoding.UTF8.GetString(buffer, 0, length).Split('\n'));
        }

        return heard;
    }
}
