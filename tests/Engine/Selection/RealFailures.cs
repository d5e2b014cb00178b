using System.Globalization;
using Presage.Engine;

namespace Presage.Tests.Engine.Selection;

/// <summary>The failures of 20 machines and 90 days of the public records.</summary>
internal static class RealFailures
{
    private static readonly DateTime Start = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Fleet Fleet(int days)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Microservices.sln")))
            root = root.Parent;

        var file = Path.Combine(root?.FullName ?? ".", "../shared/data/azure-pdm-20x90/PdM_failures.csv");
        if (!File.Exists(file))
            Assert.Skip("The real records are not there: shared/data/azure-pdm-20x90.");

        long[][][] failures = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 4).Select(_ => Array.Empty<long>()).ToArray())];
        foreach (var fields in File.ReadLines(file).Skip(1).Select(line => line.Split(',')))
        {
            var time = UnixTime.FromDateTime(DateTime.Parse(fields[0], CultureInfo.InvariantCulture)) - UnixTime.FromDateTime(Start);
            var (machine, component) = (int.Parse(fields[1], CultureInfo.InvariantCulture) - 1, fields[2][^1] - '1');
            failures[machine][component] = [.. failures[machine][component], time];
        }

        return new Fleet(failures, days);
    }
}
