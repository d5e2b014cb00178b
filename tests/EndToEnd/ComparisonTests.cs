using System.Runtime.InteropServices;
using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>The benchmark <c>compare</c> takes any matrix that there is a row to train and one to test on.</summary>
public sealed class ComparisonTests
{
    private static readonly string[] Algorithms = ["gradient-boosting", "random-forest", "ml-fast-tree", "ml-light-gbm", "ml-fast-forest"];

    [Theory]
    [InlineData(120, 30, 3)]
    [InlineData(1, 1, 1)]
    public async Task A_small_matrix_is_compared(int train, int test, int columns)
    {
        using var workspace = new Workspace();
        Dump(workspace.Root, train, test, columns);

        var compared = await RunAsync(workspace);

        var lines = compared.Done().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        lines.Select(line => line.GetProperty("algorithm").GetString()).ShouldBe(Algorithms);
        lines.ShouldAllBe(line => line.GetProperty("explainRowsPerSecond").GetDouble() > 0);
    }

    [Fact]
    public async Task A_matrix_without_rows_to_test_on_is_refused()
    {
        using var workspace = new Workspace();
        Dump(workspace.Root, train: 10, test: 0, columns: 2);

        var compared = await RunAsync(workspace);

        compared.ExitCode.ShouldBe(2);
        compared.Error.ShouldContain("no rows to test on");
    }

    private static async Task<Outcome> RunAsync(Workspace workspace)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Presage.Tests.Benchmarks.dll");
        using var process = workspace.Start("dotnet", [program, "compare", workspace.Root]);
        return await Workspace.EndAsync(process);
    }

    /// <summary>Writes a matrix as <c>peers.py --dump</c> does; the first column tells positive rows from others.</summary>
    private static void Dump(string folder, int train, int test, int columns)
    {
        var names = string.Join(',', Enumerable.Range(1, columns).Select(column => $"c{column}"));
        File.WriteAllText(Path.Combine(folder, "shape.txt"), $"train {train} {columns}\ntest {test} {columns}\ncolumns {names}\n");
        foreach (var (part, rows) in new[] { ("train", train), ("test", test) })
        {
            float[] values = [.. Enumerable.Range(0, rows * columns).Select(i => (i * 7 + i / columns * 3) % 11)];
            sbyte[] labels = [.. Enumerable.Range(0, rows * 2).Select(i => (sbyte)(values[i / 2 * columns] > 5 + i % 2 ? 1 : 0))];
            File.WriteAllBytes(Path.Combine(folder, $"{part}.f32"), MemoryMarshal.AsBytes(values.AsSpan()));
            File.WriteAllBytes(Path.Combine(folder, $"{part}.labels.i8"), MemoryMarshal.AsBytes(labels.AsSpan()));
        }
    }
}
