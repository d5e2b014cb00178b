using System.Text;

namespace Presage.Storage.Sqlite;

/// <summary>What a query asks for, only that which was given: so the statement of each combination uses the index that suits it.</summary>
internal sealed class SqliteConditions
{
    private readonly StringBuilder _text = new("TRUE");
    private readonly List<object?> _values = [];

    public object?[] Values => [.. _values];

    /// <param name="condition">With a ? for the value.</param>
    /// <param name="value">Null leaves the condition out.</param>
    public SqliteConditions AndIfAny(string condition, object? value) => value is null ? this : And(condition, value);

    /// <param name="condition">With a ? for each value, and no other.</param>
    public SqliteConditions And(string condition, params ReadOnlySpan<object?> values)
    {
        var parts = condition.Split('?');
        _text.Append(" AND ").Append(parts[0]);
        for (var i = 0; i < values.Length; i++)
        {
            _values.Add(values[i]);
            _text.Append('?').Append(_values.Count).Append(parts[i + 1]);
        }

        return this;
    }

    /// <summary>The column has one of the texts.</summary>
    /// <param name="values">Null leaves the condition out.</param>
    public SqliteConditions AndIn(string column, IReadOnlyCollection<string>? values) => values switch
    {
        null => this,
        { Count: 1 } => And($"{column} = ?", values.First()),
        _ => And($"{column} IN (SELECT value FROM json_each(?))", SqliteJson.Write([.. values], SqliteJson.Default.StringArray)),
    };

    /// <summary>A value elsewhere in the statement, such as after LIMIT.</summary>
    public string Parameter(object value)
    {
        _values.Add(value);
        return $"?{_values.Count}";
    }

    public override string ToString() => _text.ToString();
}
