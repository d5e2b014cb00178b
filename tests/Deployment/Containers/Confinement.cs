using System.Diagnostics;

namespace Presage.Tests.Deployment.Containers;

/// <summary>
/// Runs a program of this machine as a container of a pod would run: as its user, with a root that cannot be written, the container's
/// mounts and no others, no capability, and a network of its own.
/// </summary>
internal static class Confinement
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(240);

    /// <summary>What a container does not see of this machine.</summary>
    private static readonly HashSet<string> s_absent =
        ["/proc", "/dev", "/sys", "/tmp", "/run", "/var", "/etc", "/root", "/home", "/mnt", "/media", "/srv", "/work"];

    private static readonly Lazy<Task<bool>> s_isPossible = new(IsPossibleAsync);

    /// <summary>Skips a test where this machine cannot confine a program.</summary>
    public static async Task RequireAsync() => Assert.SkipUnless(
        await s_isPossible.Value, "needs Linux, root, bwrap (bubblewrap) and setpriv, and the right to make namespaces");

    /// <summary>Runs a script of bash until it ends.</summary>
    /// <param name="image">Folders of this machine, by the places where the image has them.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        PodFolder pod, string container, IReadOnlyDictionary<string, string> image, string script)
    {
        string[] arguments =
        [
            .. Root([.. image.Keys, .. pod.MountsOf(container).Select(mount => mount.Path)]),
            .. image.SelectMany(folder => new[] { "--ro-bind", folder.Value, folder.Key }),
            .. pod.MountsOf(container).SelectMany(
                mount => new[] { mount.IsWritable ? "--bind" : "--ro-bind", mount.Source, mount.Path }),
            "--proc", "/proc", "--dev", "/dev", "--ro-bind", pod.Hosts, "/etc/hosts", "--remount-ro", "/",
            "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--hostname", pod.Name, "--die-with-parent", "--clearenv",
            .. pod.EnvironmentOf(container).SelectMany(variable => new[] { "--setenv", variable.Key, variable.Value }),
            "setpriv", $"--reuid={pod.User}", $"--regid={pod.User}", "--clear-groups", "--no-new-privs", "--bounding-set=-all",
            "bash", "-c", script,
        ];
        return await RunAsync("bwrap", arguments);
    }

    /// <summary>The root of this machine, without what belongs to a place or a person, and with places to mount at.</summary>
    private static IEnumerable<string> Root(IReadOnlyList<string> mounts) =>
    [
        "--perms", "0755", "--tmpfs", "/",
        .. Directory.GetFileSystemEntries("/").Where(entry => !s_absent.Contains(entry) && !mounts.Contains(entry)).SelectMany(Bound),
        .. Made("/etc"),
        .. Directory.GetFileSystemEntries("/etc")
            .Where(entry => entry is not ("/etc/hosts" or "/etc/mtab") && !mounts.Any(mount => IsWithin(mount, entry)))
            .SelectMany(entry => new[] { "--ro-bind-try", entry, entry }),
        .. mounts.SelectMany(Parents).Distinct().Where(path => s_absent.Any(absent => IsWithin(path, absent))).SelectMany(Made),
    ];

    private static string[] Bound(string entry) => new DirectoryInfo(entry).LinkTarget is { } target
        ? ["--symlink", target, entry]
        : Directory.Exists(entry) ? ["--ro-bind", entry, entry] : [];

    private static string[] Made(string folder) => ["--perms", "0755", "--dir", folder];

    private static IEnumerable<string> Parents(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(1, parts.Length - 1).Select(count => $"/{string.Join('/', parts.Take(count))}");
    }

    private static bool IsWithin(string path, string folder) => path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static async Task<bool> IsPossibleAsync()
    {
        string[] programs = ["/usr/bin/bwrap", "/usr/bin/setpriv"];
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !programs.All(File.Exists))
            return false;

        string[] arguments =
            ["--ro-bind", "/", "/", "--unshare-net", "--unshare-pid", "--proc", "/proc", "setpriv", "--reuid=1654", "true"];
        return (await RunAsync("bwrap", arguments)).ExitCode == 0;
    }

    /// <summary>
    /// On a thread of its own, that lives as long as the process does: the kernel takes the thread that has started a process for its
    /// parent, and threads of a pool end when they have had nothing to do for a while.
    /// </summary>
    private static Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments)
    {
        var outcome = new TaskCompletionSource<(int, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                outcome.SetResult(Run(program, arguments));
            }
            catch (Exception exception)
            {
                outcome.SetException(exception);
            }
        });
        thread.Start();
        return outcome.Task;
    }

    private static (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(s_patience);
        using var stop = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
