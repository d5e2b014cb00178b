using System.Text;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Ingestion.Intakes;

/// <summary>
/// Takes descriptions of machines: attributes, and dates that say when they are observed. What has no value is left out, and what cannot be
/// one as well.
/// </summary>
internal sealed class MachineIntake(IntakeTarget target) : IIntake<Machine>
{
    /// <summary>Of a date without a time of day.</summary>
    private const int DayLength = 10;

    private readonly NameTable _names = new();
    private readonly Dictionary<string, List<Machine>> _machines = [];
    private Dictionary<string, string> _attributes = [];
    private long _repeats;

    public TimeSpread Times => default;

    public CellTally Cells { get; } = new(
        [.. target.Scenario.Attributes.Select(attribute => attribute.Name), .. target.Scenario.Observation.DateColumns]);

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

    /// <summary>Sets an attribute of the machine that was begun; one that is refused is left out.</summary>
    /// <param name="attribute">Its place among those of the scenario; after these come the columns with dates.</param>
    /// <param name="text">In UTF-8; what stands for no value leaves the attribute out.</param>
    public void Set(int attribute, ReadOnlySpan<byte> text)
    {
        if (!Cells.IsTaken(attribute))
            return;

        if (CellNumber.IsMissing(text))
            Cells.AddMissing(attribute);
        else if (attribute >= target.Scenario.Attributes.Count)
            SetDate(attribute, text);
        else
            SetAttribute(attribute, text);
    }

    /// <summary>Takes the machine that was begun.</summary>
    public void Add(int machine)
    {
        Cells.EndRecord();
        var name = _names[machine];
        if (!_machines.TryGetValue(name, out var same))
            _machines[name] = same = [];

        if (same.Exists(before => _attributes.All(before.Attributes.Contains)))
            _repeats++;
        else
            same.Add(new Machine(name, _attributes, target.Known, target.File));
    }

    public Taken<Machine> Take()
    {
        var taken = new Taken<Machine>([.. _machines.Values.SelectMany(same => same)], new(0, 0, _repeats));
        _machines.Clear();
        _repeats = 0;
        return taken;
    }

    private void SetAttribute(int attribute, ReadOnlySpan<byte> text)
    {
        var described = target.Scenario.Attributes[attribute];
        var value = Encoding.UTF8.GetString(text);
        if (RefusalOf(described, value, text) is { } refusal)
            Cells.Refuse(attribute, refusal);
        else
            _attributes.Add(described.Name, value);
    }

    private void SetDate(int attribute, ReadOnlySpan<byte> text)
    {
        var column = target.Scenario.Observation.DateColumns[attribute - target.Scenario.Attributes.Count];
        if (!CellTime.TryParse(text, out var time))
        {
            Cells.Refuse(attribute, Refusals.Unparsable(column));
            return;
        }

        // The day on which a machine is taken out of service is one of its days.
        var isWholeDay = text.Length <= DayLength && column == target.Scenario.Observation.RetiredColumn;
        _attributes.Add(column, MachineDate.TextOf(UnixTime.ToDateTime(isWholeDay ? time + UnixTime.Day - UnixTime.Millisecond : time)));
    }

    private static string? RefusalOf(MachineAttribute attribute, string value, ReadOnlySpan<byte> text) =>
        attribute.Categories is { } categories ? categories.Contains(value) ? null : Refusals.UnknownCategory(attribute.Name)
        : !CellNumber.TryParse(text, out var number) ? Refusals.Unparsable(attribute.Name)
        : number < attribute.Minimum || number > attribute.Maximum ? Refusals.OutOfRange(attribute.Name)
        : null;
}
