using System.Globalization;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>
/// <c>compare DIR [ALGORITHM]</c> prints one line of JSON an algorithm. <c>compare DIR [ALGORITHM] --peers PYTHON [--repeat 3]</c> runs
/// each algorithm and its peer in turn, every time in a new process, and prints the medians.
/// </summary>
internal static class CompareCommand
{
    private const string Usage = "usage: compare DIR [ALGORITHM] [--peers PYTHON] [--repeat N]";

    public static int Run(string[] args)
    {
        var words = args.ToList();
        var python = Take(words, "--peers");
        var repeat = int.Parse(Take(words, "--repeat") ?? "3", CultureInfo.InvariantCulture);
        if (words.Count is < 1 or > 2 || !File.Exists(Path.Combine(words[0], "shape.txt")))
        {
            Console.Error.WriteLine($"{Usage}; DIR is written by peers.py --dump DIR.");
            return 2;
        }

        try
        {
            foreach (var contender in Contender.All.Where(contender => words.Count == 1 || contender.Name == words[1]))
            {
                if (python is null)
                    Console.WriteLine(new Comparison(words[0], Environment.ProcessorCount).Run(contender));
                else
                    RunInTurn(words[0], contender, python, repeat);
            }

            return 0;
        }
        catch (InvalidDataException unusable)
        {
            Console.Error.WriteLine(unusable.Message);
            return 2;
        }
    }

    private static void RunInTurn(string folder, Contender contender, string python, int repeat)
    {
        var (own, peer) = (new List<ComparisonLine>(), new List<ComparisonLine>());
        for (var i = 0; i < repeat; i++)
        {
            own.Add(ChildProcess.Run(Environment.ProcessPath!, [.. ChildProcess.OwnArguments, "compare", folder, contender.Name]));
            if (!contender.HasPeer)
                continue;
            peer.Add(ChildProcess.Run(
                python,
                [
                    Path.Combine(AppContext.BaseDirectory, "Comparison", "peers.py"), folder, contender.Name, $"{contender.EveryRow}",
                    $"{Environment.ProcessorCount}",
                ]));
        }

        Console.WriteLine(ComparisonLine.Median(own));
        if (contender.HasPeer)
            Console.WriteLine(ComparisonLine.Median(peer));
    }

    /// <summary>Takes an option and its value out of the words.</summary>
    private static string? Take(List<string> words, string option)
    {
        var at = words.IndexOf(option);
        if (at < 0 || at + 1 == words.Count)
            return null;
        var value = words[at + 1];
        words.RemoveRange(at, 2);
        return value;
    }
}
