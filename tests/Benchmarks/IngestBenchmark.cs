using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Csv;

namespace Presage.Tests.Benchmarks;

/// <summary>
/// Reads 10,000 telemetry rows of CSV: time, machine and four numbers each; the baseline is the base class library's way.
/// </summary>
[MemoryDiagnoser]
public class IngestBenchmark
{
    private const int Rows = 10_000;
    private const int Numbers = 4;

    private byte[] _text = null!;

    [GlobalSetup]
    public void Setup()
    {
        var text = new StringBuilder();
        for (var row = 0; row < Rows; row++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"2015-01-{1 + row / 24 % 28:00} {row % 24:00}:00:00,{row % 100},176.{row:000000000},418.{row:0000},113.07,45.{row}\n");
        _text = Encoding.UTF8.GetBytes(text.ToString());
    }

    [Benchmark(Baseline = true)]
    public double SplitAndParse()
    {
        var sum = 0.0;
        using var reader = new StreamReader(new MemoryStream(_text));
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            sum += DateTime.Parse(fields[0], CultureInfo.InvariantCulture).Ticks;
            for (var i = 2; i < 2 + Numbers; i++)
                sum += double.Parse(fields[i], CultureInfo.InvariantCulture);
        }

        return sum;
    }

    [Benchmark]
    public double Csv()
    {
        var sum = 0.0;
        var format = new CsvFormat((byte)',', (byte)'\n');
        using var rows = new RowReader(
            new MemoryStream(_text), long.MaxValue, format, 1, new TextLimits("telemetry.csv", 1 << 20, long.MaxValue));
        using var reader = new CsvReader(rows, format, 2 + Numbers);
        while (reader.Read())
        {
            sum += CellTime.TryParse(reader[0], out var time) ? time : 0;
            for (var i = 2; i < 2 + Numbers; i++)
                sum += CellNumber.TryParse(reader[i], out var number) ? number : 0;
        }

        return sum;
    }
}
