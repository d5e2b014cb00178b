using System.Text;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Ingestion.Intakes;

/// <summary>
/// Takes descriptions of machines: attributes, and dates that say when they are observed. What has no value is left out.
/// </summary>
internal sealed class MachineIntake(IntakeTarget target) : IIntake<Machine>
{
    /// <summary>Of a date without a time of day.</summary>
    private const int DayLength = 10;

    private readonly NameTable _names = new();
    private readonly Dictionary<string, Machine> _machines = [];
    private Dictionary<string, string> _attributes = [];

    public TimeSpread Times => default;

    /// <summary>Begins a description; or gives the reason why it is refused.</summary>
    /// <param name="name">In UTF-8.</param>
    /// <param name="machine">What to add it by.</param>
    public string? Begin(ReadOnlySpan<byte> name, out int machine)
    {
        var column = target.Scenario.EntityColumn;
        _attributes = [];
        machine = _names.FindOrAdd(name);
        return machine >= 0 ? null : name.IsEmpty ? Refusals.Missing(column) : Refusals.Unparsable(column);
    }

    /// <summary>Sets an attribute of the machine that was begun; or gives the reason why the description is refused.</summary>
    /// <param name="attribute">Its place among those of the scenario; after these come the columns with dates.</param>
    /// <param name="text">In UTF-8; what stands for no value leaves the attribute out.</param>
    public string? Set(int attribute, ReadOnlySpan<byte> text)
    {
        if (CellNumber.IsMissing(text))
            return null;

        var attributes = target.Scenario.Attributes;
        if (attribute >= attributes.Count)
            return SetDate(target.Scenario.Observation.DateColumns[attribute - attributes.Count], text);

        var described = attributes[attribute];
        var value = Encoding.UTF8.GetString(text);
        if (RefusalOf(described, value, text) is { } refusal)
            return refusal;

        _attributes.Add(described.Name, value);
        return null;
    }

    private string? SetDate(string column, ReadOnlySpan<byte> text)
    {
        if (!CellTime.TryParse(text, out var milliseconds))
            return Refusals.Unparsable(column);

        // The day on which a machine is taken out of service is one of its days.
        var isWholeDay = text.Length <= DayLength && column == target.Scenario.Observation.RetiredColumn;
        _attributes.Add(column, MachineDate.TextOf(UnixTime.ToDateTime(isWholeDay ? milliseconds + UnixTime.Day - 1 : milliseconds)));
        return null;
    }

    /// <summary>Takes the machine that was begun; or gives the reason why it is refused.</summary>
    public string? Add(int machine) =>
        _machines.TryAdd(_names[machine], new Machine(_names[machine], _attributes, target.Known)) ? null : Refusals.DuplicateInFile;

    public IReadOnlyList<Machine> Take()
    {
        List<Machine> taken = [.. _machines.Values];
        _machines.Clear();
        return taken;
    }

    private static string? RefusalOf(MachineAttribute attribute, string value, ReadOnlySpan<byte> text) =>
        attribute.Categories is { } categories ? categories.Contains(value) ? null : Refusals.UnknownCategory(attribute.Name)
        : !CellNumber.TryParse(text, out var number) ? Refusals.Unparsable(attribute.Name)
        : number < attribute.Minimum || number > attribute.Maximum ? Refusals.OutOfRange(attribute.Name)
        : null;
}
