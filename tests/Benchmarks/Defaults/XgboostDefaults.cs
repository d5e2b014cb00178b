using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>What XGBoost makes of the same rows with its defaults and 100 rounds, one model a component.</summary>
internal static class XgboostDefaults
{
    private static readonly string[] s_places = ["/usr/bin/python3", "python3"];

    /// <summary>A Python that has XGBoost; null where there is none.</summary>
    public static string? FindPython() => Array.Find(s_places, place => Run(place, "-c", "import numpy, xgboost").ExitCode == 0);

    /// <returns>Average precision, the mean of the components.</returns>
    public static double AveragePrecision(DefaultsProblem problem, string python)
    {
        var folder = Directory.CreateTempSubdirectory("presage-defaults-").FullName;
        try
        {
            Write(folder, "train", problem.Train);
            Write(folder, "test", problem.Test);
            string[] sizes = [.. ((int[])[problem.Columns.Count, problem.Train.Labels.Length])
                .Select(size => size.ToString(CultureInfo.InvariantCulture))];
            var arguments = (string[])[Path.Combine(AppContext.BaseDirectory, "Defaults", "xgboost_defaults.py"), folder, .. sizes];
            if (Run(python, arguments) is (not 0, var error))
                throw new InvalidOperationException($"{python} failed: {error}");

            var bytes = File.ReadAllBytes(Path.Combine(folder, "predicted"));
            var predicted = MemoryMarshal.Cast<byte, float>(bytes).ToArray().Chunk(problem.Test.Count);
            return OwnDefaults.AveragePrecision(
                [.. predicted.Select(component => Array.ConvertAll(component, value => (double)value))], problem.Test.Labels);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Column after column, and component after component.</summary>
    private static void Write(string folder, string part, Table table)
    {
        File.WriteAllBytes(
            Path.Combine(folder, $"{part}.values"), MemoryMarshal.AsBytes(table.Values.SelectMany(column => column).ToArray().AsSpan()));
        File.WriteAllBytes(
            Path.Combine(folder, $"{part}.labels"), MemoryMarshal.AsBytes(table.Labels.SelectMany(column => column).ToArray().AsSpan()));
    }

    private static (int ExitCode, string Error) Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
            // Threads that wait for each other busily starve whoever else is on the machine.
            start.Environment["OMP_NUM_THREADS"] = "1";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        }
        catch (Win32Exception)
        {
            return (-1, $"there is no {program}");
        }
    }
}
