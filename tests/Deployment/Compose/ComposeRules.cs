using System.Globalization;
using System.Text.RegularExpressions;
using Presage.Hosting.Messaging;
using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;

namespace Presage.Tests.Deployment.Compose;

/// <summary>What must hold for every container that Docker Compose starts.</summary>
internal static partial class ComposeRules
{
    private const string Published = "${PUBLISH_ADDRESS:-127.0.0.1}:";

    public static IEnumerable<string> Limits(ComposeFile file) =>
        from service in Own(file)
        from limit in new[] { "cpus", "mem_limit" }
        where service.Node.Text(limit) is null
        select $"{service.Name} has no {limit}";

    public static IEnumerable<string> Rights(ComposeFile file)
    {
        foreach (var service in Own(file))
        {
            if (service.Node.Text("read_only") != "true")
                yield return $"{service.Name} may write to its root";
            if (!service.Texts("cap_drop").SequenceEqual(["ALL"]) || service.Node.Find("cap_add") is not null)
                yield return $"{service.Name} has capabilities";
            if (!service.Texts("security_opt").Contains("no-new-privileges:true"))
                yield return $"{service.Name} may gain privileges";
        }
    }

    public static IEnumerable<string> Images(ComposeFile file)
    {
        var version = Repository.Version;
        foreach (var service in Own(file))
        {
            if (!ExactTag().IsMatch(service.Image!))
                yield return $"{service.Name}: the image {service.Image} has no exact version";
            else if (service.IsOfPresage && !service.Image!.EndsWith($":{version}", StringComparison.Ordinal))
                yield return $"{service.Name}: the image {service.Image} is not of version {version}";
        }
    }

    public static IEnumerable<string> Ports(ComposeFile file) =>
        from service in file.Services
        from port in service.Texts("ports")
        where !port.StartsWith(Published, StringComparison.Ordinal) || service.IsOfPresage
        select $"{service.Name} publishes {port}";

    public static IEnumerable<string> Passwords(ComposeFile file) =>
        Variables().Matches(file.Text)
            .Where(variable => variable.Groups[1].Value.EndsWith("_PASSWORD", StringComparison.Ordinal) && variable.Groups[2].Value != ":?")
            .Select(variable => $"{variable.Value} has a default or may be missing");

    public static IEnumerable<string> Settings(ComposeFile file)
    {
        var example = Repository.Read(".env.example").Split('\n').Select(line => line.Split('=')[0]).ToHashSet();
        return Variables().Matches(file.Text).Select(variable => variable.Groups[1].Value).Distinct().Where(name => !example.Contains(name))
            .Select(name => $".env.example does not have {name}");
    }

    public static IEnumerable<string> Options(ComposeFile file) =>
        from service in file.Services
        where service.IsOfPresage || service.Image is null
        from variable in service.Environment
        let value = variable.Value.Contains("${", StringComparison.Ordinal) ? null : variable.Value
        let mistake = EnvironmentRule.Mistake(variable.Key, value)
        where mistake is not null
        select $"{service.Name}: {mistake}";

    public static IEnumerable<string> Grace(ComposeFile file) =>
        from service in file.Services
        where service.IsWorker
        let grace = int.Parse(service.Node.Text("stop_grace_period")?.TrimEnd('s') ?? "10", CultureInfo.InvariantCulture)
        let stop = new MessagingOptions().ProcessStopTimeout.TotalSeconds
        where grace < stop + 10
        select $"{service.Name} is killed after {grace} s, but takes up to {stop} s to stop";

    /// <summary>Any number of them can run: no name and no port is taken by the first.</summary>
    public static IEnumerable<string> Scaling(ComposeFile file) =>
        from service in file.Services
        where service.IsWorker
            && (service.Node.Find("container_name") ?? service.Node.Find("hostname") ?? service.Node.Find("ports")) is not null
        select $"{service.Name} can run only once";

    public static IEnumerable<string> Builds(ComposeFile file) =>
        from service in file.Services
        where service.IsOfPresage
        let folder = service.Node.Text("build/args/SERVICE")
        where service.Image != $"presage/{folder?.ToLowerInvariant()}:{service.Image!.Split(':')[1]}"
            || !Directory.Exists(Repository.PathOf("services", folder))
        select $"{service.Name} is built from {folder}";

    /// <summary>Without those that another file describes and that are only added to here.</summary>
    private static IEnumerable<ComposeService> Own(ComposeFile file) => file.Services.Where(service => service.Image is not null);

    [GeneratedRegex(@":v?\d+\.\d+\.\d+[\w.-]*$")]
    private static partial Regex ExactTag();

    [GeneratedRegex(@"\$\{([A-Z_]+)(:[-?])?")]
    private static partial Regex Variables();
}
