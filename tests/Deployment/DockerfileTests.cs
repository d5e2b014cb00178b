using System.Globalization;
using System.Text.RegularExpressions;
using Presage.Hosting.Health;

namespace Presage.Tests.Deployment;

/// <summary>What is said of containers in the Dockerfile itself.</summary>
public sealed partial class DockerfileTests
{
    [Fact]
    public void Whoever_asks_after_the_health_waits_longer_than_whoever_answers()
    {
        var patience = HealthCheck().Match(Repository.Read("deploy", "Dockerfile")).Groups[1].Value;

        int.Parse(patience, CultureInfo.InvariantCulture).ShouldBeGreaterThan((int)Math.Ceiling(HealthTimes.Probe.TotalSeconds));
        HealthTimes.Probe.ShouldBeGreaterThan(HealthTimes.Check);
    }

    [GeneratedRegex(@"^HEALTHCHECK .*--timeout=(\d+)s", RegexOptions.Multiline)]
    private static partial Regex HealthCheck();
}
