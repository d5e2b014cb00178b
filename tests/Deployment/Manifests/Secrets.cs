using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>
/// The Secrets of an overlay, really made: by <c>k8s/secrets.sh</c>, or by the commands of <c>docs/operate/cluster.md</c> where broker and
/// store run elsewhere.
/// </summary>
internal static partial class Secrets
{
    private static readonly ConcurrentDictionary<string, Task<string>> s_made = new();

    public static Task<string> OfAsync(string overlay) => s_made.GetOrAdd(overlay, MakeAsync);

    /// <summary>Makes them anew.</summary>
    public static async Task<string> MakeAsync(string overlay)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        var command = overlay == "production"
            ? string.Join("echo ---\n", CreateCommand().Matches(Repository.Read("docs", "operate", "cluster.md"))
                .Select(create => $"{create.Value} --dry-run=client --output=yaml\n"))
            : $"exec bash '{Repository.PathOf("k8s", "secrets.sh")}'";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-ec", command]) { RedirectStandardOutput = true })!;
        var secrets = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);

        // What kubectl adds and the API ignores.
        return secrets.Replace("  creationTimestamp: null\n", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^kubectl -n presage create secret .+$", RegexOptions.Multiline)]
    private static partial Regex CreateCommand();
}
