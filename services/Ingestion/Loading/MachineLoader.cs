using System.Text;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Csv;
using Presage.Storage;

namespace Presage.Ingestion.Loading;

/// <summary>Checks descriptions of machines and adds them to the store. An attribute without a value is left out.</summary>
internal sealed class MachineLoader(IMachines machines, LoadTarget target, IReadOnlyList<int> positions) : IRowLoader
{
    private readonly NameTable _names = new();
    private readonly Dictionary<string, Machine> _machines = [];

    public TimeSpread Times => default;

    public string? Add(CsvReader row)
    {
        var column = target.Scenario.EntityColumn;
        var name = row[positions[0]];
        var number = _names.FindOrAdd(name);
        if (number < 0)
            return name.IsEmpty ? Refusals.Missing(column) : Refusals.Unparsable(column);

        var attributes = new Dictionary<string, string>();
        foreach (var (index, attribute) in target.Scenario.Attributes.Index())
        {
            var text = row[positions[index + 1]];
            if (CsvNumber.IsMissing(text))
                continue;

            var value = Encoding.UTF8.GetString(text);
            if (RefusalOf(attribute, value, text) is { } refusal)
                return refusal;

            attributes.Add(attribute.Name, value);
        }

        return _machines.TryAdd(_names[number], new Machine(_names[number], attributes)) ? null : Refusals.DuplicateInFile;
    }

    public async Task<MergeCounts> FlushAsync(CancellationToken cancellation)
    {
        if (_machines.Count == 0)
            return default;

        var counts = await machines.UpsertAsync(target.Dataset, [.. _machines.Values], cancellation);
        _machines.Clear();
        return counts;
    }

    private static string? RefusalOf(MachineAttribute attribute, string value, ReadOnlySpan<byte> text) =>
        attribute.Categories is { } categories ? categories.Contains(value) ? null : Refusals.UnknownCategory(attribute.Name)
        : !CsvNumber.TryParse(text, out var number) ? Refusals.Unparsable(attribute.Name)
        : number < attribute.Minimum || number > attribute.Maximum ? Refusals.OutOfRange(attribute.Name)
        : null;
}
