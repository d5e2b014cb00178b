using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

/// <summary>Predicts with the XGBoost of Debian's python3-xgboost, by the program that docs/integrate/xgboost.md shows.</summary>
internal static partial class PythonXgboost
{
    public const string Hash = "c0ffee";

    private const string Driver = """

        import sys
        folder, columns = sys.argv[1], int(sys.argv[2])
        values = np.fromfile(f"{folder}/values", dtype="<f8").reshape(-1, columns)
        raw, calibrated = predict(f"{folder}/model.json", values)
        raw.astype("<f8").tofile(f"{folder}/raw")
        calibrated.astype("<f8").tofile(f"{folder}/calibrated")
        booster = xgb.Booster(model_file=f"{folder}/model.json")
        booster.save_model(f"{folder}/saved.json")
        booster.feature_names = [str(column) for column in range(columns)]
        gains = booster.get_score(importance_type="total_gain")
        np.array([gains.get(str(column), 0) for column in range(columns)], dtype="<f8").tofile(f"{folder}/gains")
        """;

    private static readonly string[] Places = ["/usr/bin/python3", "python3"];
    private static readonly Lazy<string?> Python = new(
        () => Places.FirstOrDefault(place => Run(place, "-c", "import numpy, xgboost").ExitCode == 0));

    public static Answer Predict(Model model, double[][] values)
    {
        Assert.SkipWhen(Python.Value is null, "No Python with xgboost: install python3-xgboost");
        var folder = Directory.CreateTempSubdirectory("presage-xgboost-").FullName;
        try
        {
            using (var file = File.Create(Path.Combine(folder, "model.json")))
                model.WriteXgboost(file, Hash);
            File.WriteAllBytes(Path.Combine(folder, "values"), MemoryMarshal.AsBytes(RowMajor(values).AsSpan()));
            File.WriteAllText(Path.Combine(folder, "predict.py"), Example() + Driver);

            var (exitCode, output) = Run(Python.Value, Path.Combine(folder, "predict.py"), folder, $"{values.Length}");

            exitCode.ShouldBe(0, output);
            return new Answer(
                Read(folder, "raw"), Read(folder, "calibrated"), Read(folder, "gains"),
                File.ReadAllText(Path.Combine(folder, "saved.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = "1";
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output.Result + error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"There is no {program}");
        }
    }

    private static double[] RowMajor(double[][] values) =>
        [.. Enumerable.Range(0, values[0].Length).SelectMany(row => values.Select(column => column[row]))];

    private static double[] Read(string folder, string name) =>
        MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();

    private static string Example() =>
        CodeBlock().Match(File.ReadAllText(RepositoryRoot.Find("docs/integrate/xgboost.md")!)).Groups[1].Value;

    [GeneratedRegex(@"^```python\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    /// <param name="Raw">[row x component].</param>
    /// <param name="Calibrated">[row x component].</param>
    /// <param name="Gains">[column] total gain.</param>
    /// <param name="Saved">The model as XGBoost saves it again.</param>
    public sealed record Answer(double[] Raw, double[] Calibrated, double[] Gains, string Saved);
}
