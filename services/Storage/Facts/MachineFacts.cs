using System.Globalization;

namespace Presage.Storage.Facts;

/// <summary>
/// All that was ever said of a machine. As of a moment an attribute has the value that was said last and does not merely repeat what was
/// known before; of several values said at once, the greater one.
/// </summary>
/// <param name="All">In any order; nothing is in it twice.</param>
public sealed record MachineFacts(IReadOnlyList<AttributeFact> All)
{
    private const string Itself = "";

    public static MachineFacts None { get; } = new([]);

    /// <summary>A description that has no knowledge times is known from the beginning on.</summary>
    public static MachineFacts Of(IReadOnlyDictionary<string, string> attributes) => new([.. Facts(attributes, default, 0)]);

    public bool IsDescribed(DateTime asOf) => All.Any(fact => fact.Counts(asOf));

    /// <summary>In order of name, so that equal attributes are equal texts.</summary>
    public SortedDictionary<string, string> Attributes(DateTime asOf)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in All.Select(fact => fact.Attribute).Distinct().Where(attribute => attribute != Itself))
            if (ValueOf(attribute, fact => fact.Counts(asOf)) is { } value)
                values[attribute] = value;

        return values;
    }

    /// <returns>The same when nothing changes, also where it counts as contradicting.</returns>
    public MachineFacts With(Machine machine, out MergeCounts counts)
    {
        var known = KnowledgeTime.Of(machine.Known);
        var (facts, changes) = (All.ToList(), new List<ValueChange>());
        var (isNew, isReplaced, isConflicting) = (false, false, false);
        foreach (var said in Facts(machine.Attributes, known, machine.File))
        {
            var before = ValueOf(said.Attribute, fact => fact.Known < known && fact.Counts(known));
            if (said.Value == before || facts.Exists(fact => fact with { Retracted = null } == said))
                continue;

            var others = facts.FindAll(fact => fact.Attribute == said.Attribute && fact.Known == known && fact.Counts(known));
            facts.Add(said);
            if (others.Exists(fact => fact.Value == said.Value))
                continue;

            var other = others.Select(fact => fact.Value).Max(ValueOrder.Instance);
            var isKept = other is null || ValueOrder.Instance.Compare(said.Value, other) > 0;
            isNew |= before is null && isKept;
            isReplaced |= before is not null && isKept;
            isConflicting |= other is not null;
            if (other is not null)
                changes.Add(Change(isKept ? other : said.Value, isKept ? said.Value : other, isConflict: true));
            else if (before is not null)
                changes.Add(Change(before, said.Value, isConflict: false));

            ValueChange Change(string from, string to, bool isConflict) => new(machine.Id, null, said.Attribute, from, to, isConflict);
        }

        counts = new(isReplaced || !isNew ? 0 : 1, isReplaced ? 1 : 0, isReplaced || isNew ? 0 : 1, isConflicting ? 1 : 0)
        {
            Changes = changes,
        };
        return facts.Count == All.Count ? this : new(facts);
    }

    /// <summary>Takes back, from a moment on, what fits. A description has no time of its own: a range of times fits none.</summary>
    public MachineFacts Retracted(RecordSelection what, DateTime at) => what is not { From: null, To: null } ? this
        : new([.. All.Select(fact => fact.Known < at && !(fact.Retracted <= at) && IsSelected(fact, what)
            ? fact with { Retracted = at }
            : fact)]);

    public bool IsRetractedAt(DateTime at) => All.Any(fact => fact.Retracted == at);

    /// <summary>Takes away what files said at a moment.</summary>
    public MachineFacts Without(DateTime known, IReadOnlyCollection<int> files) =>
        new([.. All.Where(fact => fact.Known != known || !files.Contains(fact.File))]);

    public bool Equals(MachineFacts? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;

    /// <summary>What another file of the same run says too is not what these files alone brought.</summary>
    private static bool IsSelected(AttributeFact fact, RecordSelection what) =>
        (what.Known is null || fact.Known == what.Known) && (what.Files is null || what.Files.Contains(fact.File));

    private static IEnumerable<AttributeFact> Facts(IReadOnlyDictionary<string, string> attributes, DateTime known, int file) =>
        attributes.Select(attribute => new AttributeFact(attribute.Key, attribute.Value, known, file))
            .Prepend(new AttributeFact(Itself, "", known, file));

    private string? ValueOf(string attribute, Func<AttributeFact, bool> counts)
    {
        string? value = null;
        foreach (var said in All.Where(fact => fact.Attribute == attribute && counts(fact)).GroupBy(fact => fact.Known)
            .OrderBy(said => said.Key))
            value = said.Select(fact => fact.Value).Where(other => other != value).Max(ValueOrder.Instance) ?? value;

        return value;
    }

    /// <summary>Numbers by value, before other texts in ordinal order; which of two is the greater depends on nothing else.</summary>
    private sealed class ValueOrder : IComparer<string>
    {
        public static ValueOrder Instance { get; } = new();

        public int Compare(string? left, string? right)
        {
            var (leftNumber, rightNumber) = (NumberOf(left), NumberOf(right));
            var order = leftNumber is { } l && rightNumber is { } r ? l.CompareTo(r)
                : (leftNumber is null).CompareTo(rightNumber is null);
            return order != 0 ? order : string.CompareOrdinal(left, right);
        }

        private static double? NumberOf(string? text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
                : null;
    }
}
