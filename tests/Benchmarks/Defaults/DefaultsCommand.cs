using System.Diagnostics;
using System.Globalization;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>
/// <c>defaults</c> prints a line a problem: average precision on held-out rows of gradient boosting and of XGBoost, each with its defaults.
/// <c>--only TEXT</c> takes the problems whose name has the text, <c>--set NAME=VALUE</c> overrides a default, <c>--seeds N</c> the number
/// of seeds, of which the median counts, and <c>--real DIR</c> names the folder of the real records.
/// </summary>
internal static class DefaultsCommand
{
    private const string Usage = "usage: defaults [--only TEXT] [--set NAME=VALUE]... [--seeds N] [--real DIR]";

    public static int Run(string[] args)
    {
        var (only, real, seeds) = ("", "../shared/data/azure-pdm-20x90", 3);
        var parameters = new Dictionary<string, double>();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--only": only = args[i + 1]; break;
                case "--real": real = args[i + 1]; break;
                case "--seeds": seeds = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--set" when args[i + 1].Split('=') is [var name, var value]:
                    parameters[name] = double.Parse(value, CultureInfo.InvariantCulture);
                    break;
                default: return Refuse();
            }
        }

        return args.Length % 2 == 0 ? Run(only, real, seeds, parameters) : Refuse();

        static int Refuse()
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
    }

    private static int Run(string only, string real, int seeds, Dictionary<string, double> parameters)
    {
        var python = XgboostDefaults.FindPython();
        if (python is null)
            Console.Error.WriteLine("No Python with xgboost (Debian: python3-xgboost): its column stays empty.");
        Console.WriteLine("| problem | failing rows | columns | Presage | XGBoost | difference |\n|---|---|---|---|---|---|");
        foreach (var (name, create) in Suite.Problems(real).Where(problem => problem.Name.Contains(only, StringComparison.Ordinal)))
        {
            var judged = Enumerable.Range(1, seeds).Select(seed => Judge(name, create(seed), seed, parameters, python));
            Console.WriteLine(Line(name, [.. judged]));
        }

        return 0;
    }

    private static Judged Judge(
        string name, DefaultsProblem problem, long seed, Dictionary<string, double> parameters, string? python)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var own = OwnDefaults.AveragePrecision(problem, parameters, seed, threads: Environment.ProcessorCount);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {own:0.0000} with seed {seed}, {seconds:0.0} s of processor time"));
        return new Judged(problem, own, python is null ? null : XgboostDefaults.AveragePrecision(problem, python));
    }

    private static string Line(string name, IReadOnlyList<Judged> judged)
    {
        var first = judged[0].Problem;
        var (own, peer) = (Median(judged.Select(one => one.Own)), judged.Select(one => one.Peer).OfType<double>().ToList());
        var difference = judged.Where(one => one.Peer is not null).Select(one => one.Own - one.Peer!.Value).ToList();
        var problem = string.Create(CultureInfo.InvariantCulture, $"| {name} | {first.Train.Positives:N0} | {first.Columns.Count} |");
        return problem + string.Create(
            CultureInfo.InvariantCulture, $" {own:0.000} | {Text(peer, "0.000")} | {Text(difference, "+0.000;-0.000")} |");
    }

    private static string Text(List<double> figures, string format) =>
        figures.Count == 0 ? "" : Median(figures).ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Judged(DefaultsProblem Problem, double Own, double? Peer);
}
