using System.Globalization;
using System.Runtime.CompilerServices;

namespace Presage.Hosting.Checks;

/// <summary>What the system lets a process have.</summary>
/// <param name="limits">The file in which Linux tells a process its limits.</param>
/// <param name="memory">Bytes that a process may use: those of the machine, or of the container.</param>
public sealed class LimitsCheck(string limits, long memory) : ICheck
{
    /// <summary>Libraries, connections, and a file a slice in work; a process that starts with less ends at its first bad moment.</summary>
    private const int FewestFiles = 512;

    private const int GoodFiles = 1024;
    private const long LeastMemory = 128L << 20;
    private const long GoodMemory = 384L << 20;

    public string Name => "limits";

    /// <summary>Those of this process.</summary>
    public static LimitsCheck OfThisProcess() => new("/proc/self/limits", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return File.Exists(limits) ? Files(await File.ReadAllLinesAsync(limits, cancellation))
            : Finding.Skipped("This system does not say how many files a process may have open.");
        yield return Memory();
    }

    private static Finding Files(IEnumerable<string> lines)
    {
        const string Name = "Max open files";
        var soft = lines.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (!long.TryParse(soft, CultureInfo.InvariantCulture, out var files))
            return Finding.Ok("A process may have any number of files open.");

        var found = $"A process may have {files} files and connections open at a time";
        const string Remedy = "Raise the limit: ulimit -n in a shell, LimitNOFILE in a unit of systemd, ulimits in Compose.";
        return files switch
        {
            < FewestFiles => Finding.Failed("few-files", $"{found}, and needs {GoodFiles}.", Remedy),
            < GoodFiles => Finding.Warning("few-files", $"{found}; {GoodFiles} are on the safe side.", Remedy),
            _ => Finding.Ok($"{found}."),
        };
    }

    private Finding Memory()
    {
        var found = $"A process may use {memory >> 20} MiB of memory";
        const string Remedy = "Give the container or the unit more memory; training needs 200 MiB and 114 bytes a row of its data.";
        return memory switch
        {
            < LeastMemory => Finding.Failed("little-memory", $"{found}, and needs {GoodMemory >> 20} MiB.", Remedy),
            < GoodMemory => Finding.Warning("little-memory", $"{found}; {GoodMemory >> 20} MiB are on the safe side.", Remedy),
            _ => Finding.Ok($"{found}."),
        };
    }
}
