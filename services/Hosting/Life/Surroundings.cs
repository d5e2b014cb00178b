using System.Globalization;

namespace Presage.Hosting.Life;

/// <summary>
/// What a process is given by whoever starts it. With too little of it anything may fail anywhere, and says something else each time; so it
/// is looked at first.
/// </summary>
public static class Surroundings
{
    /// <summary>A process that is at work has some 250 open: its own libraries among them.</summary>
    public const int LeastFiles = 400;

    public const int LeastMegabytes = 128;

    public const string FewFiles = "few-files";
    public const string LittleMemory = "little-memory";

    public const string HowToRaiseFiles =
        "Raise the limit of whoever starts it: ulimit -n 4096 in a shell, LimitNOFILE=4096 in a unit of systemd.";

    public const string HowToRaiseMemory =
        "Raise the memory limit of its container or unit, or DOTNET_GCHeapHardLimit where that is set.";

    private const string Limits = "/proc/self/limits";
    private const string OpenFiles = "Max open files";

    /// <summary>
    /// What a process has too little of to begin, in words; null when it has enough. Nothing is used here that is loaded for it.
    /// </summary>
    public static Shortage? Shortage() => FilesAllowed() is { } files and < LeastFiles
        ? new(
            FewFiles, $"The process may have {files} files and connections open at once, and needs {LeastFiles}.", HowToRaiseFiles)
        : MegabytesAllowed() is var megabytes and < LeastMegabytes
        ? new(LittleMemory, $"The process may use {megabytes} MB of memory, and needs {LeastMegabytes} MB.", HowToRaiseMemory)
        : null;

    /// <summary>The runtime has raised the limit as far as it may. Null where it is not told.</summary>
    public static long? FilesAllowed()
    {
        if (!File.Exists(Limits))
            return null;

        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(OpenFiles, StringComparison.Ordinal));
        return line?[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : null;
    }

    public static long MegabytesAllowed() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
}

/// <summary>What a process has too little of.</summary>
/// <param name="Code">Kebab-case; stays.</param>
/// <param name="Found">A sentence.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Shortage(string Code, string Found, string Remedy);
