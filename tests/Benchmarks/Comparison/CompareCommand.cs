namespace Presage.Tests.Benchmarks.Comparison;

/// <summary><c>compare DIR [ALGORITHM]</c>: one JSON line an algorithm.</summary>
internal static class CompareCommand
{
    public static int Run(string[] args)
    {
        var comparison = new Comparison(args[0], Environment.ProcessorCount);
        foreach (var contender in Contender.All.Where(contender => args.Length < 2 || contender.Name == args[1]))
            Console.WriteLine(comparison.Run(contender));
        return 0;
    }
}
