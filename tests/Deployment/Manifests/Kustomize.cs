using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>What <c>kubectl kustomize</c> makes of a folder. It needs no cluster.</summary>
internal static class Kustomize
{
    private static readonly ConcurrentDictionary<string, Task<string>> s_rendered = new();
    private static readonly Lazy<bool> s_isInstalled = new(IsInstalled);

    public static IReadOnlyList<string> Overlays { get; } = FoldersOf("overlays");

    public static IReadOnlyList<string> Components { get; } = FoldersOf("components");

    public static Task<ManifestSet> OverlayAsync(string name) => OverlayAsync(name, Repository.PathOf("k8s"));

    /// <summary>An overlay below a copy of <c>k8s</c>, with what comes before it.</summary>
    public static async Task<ManifestSet> OverlayAsync(string name, string folder)
    {
        var rendered = ManifestSet.Parse(name, await RenderAsync(Path.Combine(folder, "overlays", name)));
        var inbox = name == "production" ? "inbox-shared.yaml" : "inbox.yaml";
        var kept = string.Join(
            "\n---\n",
            Repository.Read("k8s", "kept", "namespace.yaml"), Repository.Read("k8s", "kept", inbox), await Secrets.OfAsync(name));
        return rendered with { Kept = ManifestSet.Parse(name, kept).All };
    }

    /// <summary>The base with some components and nothing else.</summary>
    public static Task<ManifestSet> BaseWithAsync(params string[] components) =>
        BaseWithAsync(string.Join('+', components.DefaultIfEmpty("base")), components, "");

    /// <summary>The base with more lines of a kustomization.</summary>
    public static Task<ManifestSet> BaseWithLinesAsync(string name, string lines) => BaseWithAsync(name, [], lines);

    private static async Task<ManifestSet> BaseWithAsync(string name, IEnumerable<string> components, string lines)
    {
        // Kustomize takes folders by relative paths only.
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "combinations", name)).FullName;
        string Relative(params string[] parts) => Path.GetRelativePath(folder, Repository.PathOf(["k8s", .. parts])).Replace('\\', '/');
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "kustomization.yaml"),
            [
                "namespace: presage",
                $"resources: [{Relative("base")}]",
                $"components: [{string.Join(", ", components.Select(component => Relative("components", component)))}]",
                lines,
            ],
            TestContext.Current.CancellationToken);
        return ManifestSet.Parse(name, await RenderAsync(folder));
    }

    private static Task<string> RenderAsync(string folder)
    {
        Assert.SkipUnless(s_isInstalled.Value, "kubectl is not installed");
        return s_rendered.GetOrAdd(folder, RunAsync);
    }

    private static async Task<string> RunAsync(string folder)
    {
        using var process = Start("kustomize", folder);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        (await error).ShouldBeEmpty("a warning is a mistake");
        return output;
    }

    private static bool IsInstalled()
    {
        try
        {
            using var process = Start("version", "--client");
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static IReadOnlyList<string> FoldersOf(string name) =>
        [.. Directory.GetDirectories(Repository.PathOf("k8s", name)).Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)];
}
