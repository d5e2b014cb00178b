using Presage.Hosting.Life;
using Presage.Hosting.Messaging;

namespace Presage.Tests.Deployment;

/// <summary>The unit of systemd fits what the processes do.</summary>
public sealed class UnitTests
{
    private static readonly ILookup<string, string> Unit = File.ReadLines(Path.Combine(Repository.Root, "deploy/systemd/presage@.service"))
        .Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal))
        .Select(line => line.Split('=', 2))
        .ToLookup(setting => setting[0], setting => setting[1]);

    [Fact]
    public void A_process_has_the_time_that_it_needs_to_stop()
    {
        var longest = new MessagingOptions().ProcessStopTimeout;

        TimeSpan.FromSeconds(int.Parse(Unit["TimeoutStopSec"].Single())).ShouldBeGreaterThan(longest);
    }

    [Fact]
    public void A_process_speaks_for_itself()
    {
        Unit["Type"].ShouldBe(["notify"]);
        Unit["NotifyAccess"].ShouldBe(["main"]);
        int.Parse(Unit["WatchdogSec"].Single()).ShouldBeGreaterThan(30);
    }

    [Fact]
    public void A_process_may_open_what_it_needs()
    {
        int.Parse(Unit["LimitNOFILE"].Single()).ShouldBeGreaterThan(Surroundings.LeastFiles);
    }

    [Fact]
    public void Every_service_is_an_instance()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operate/systemd.md"));

        Unit["ExecStart"].Single().ShouldStartWith("/opt/presage/Presage.%i ");
        foreach (var program in Directory.GetFiles(Path.Combine(Repository.Root, "services"), "Program.cs", SearchOption.AllDirectories))
            if (Path.GetFileName(Path.GetDirectoryName(program)) is { } service and not "Cli")
                page.ShouldContain($"presage@{service}");
    }
}
