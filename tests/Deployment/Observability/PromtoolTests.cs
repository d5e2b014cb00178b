using System.ComponentModel;
using System.Diagnostics;

namespace Presage.Tests.Deployment.Observability;

/// <summary>What Prometheus's own tool says of deploy/observability.</summary>
public sealed class PromtoolTests
{
    [Theory]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task Prometheus_takes_its_configuration_and_the_alerts_come_when_they_should(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = Repository.PathOf("deploy/observability"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Started(start);
        var output = promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        promtool.ExitCode.ShouldBe(0, await output + await errors);
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("promtool (Debian: prometheus) is not installed.");
            throw;
        }
    }
}
