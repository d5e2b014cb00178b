using System.Globalization;
using System.Text;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Quarantine;

/// <summary>Reads what <see cref="IQuarantineActions.ExportAsync"/> wrote, after a person or a spreadsheet has changed it.</summary>
internal static class MendedRows
{
    private static readonly string[] s_columns = ["run", "file", "line", "text"];

    /// <exception cref="PresageException"><c>missing-columns</c>, <c>not-a-line</c>.</exception>
    public static IEnumerable<QuarantineChange> Read(TextReader reader)
    {
        var first = reader.ReadLine() ?? "";
        var separator = first.Contains(';') && !first.Contains(',') ? ';' : first.Contains('\t') ? '\t' : ',';
        var header = Fields(new StringReader(first), separator) ?? [];
        var places = s_columns.Select(column => header.FindIndex(name => name.Trim('\uFEFF', ' ') == column)).ToArray();
        if (Array.IndexOf(places, -1) is >= 0 and var missing)
            throw new PresageException(
                ErrorKind.Invalid, "missing-columns", $"The file of mended rows lacks the column {s_columns[missing]}.",
                $"Keep the columns of the export: {string.Join(", ", s_columns)}.");

        while (Fields(reader, separator) is { } fields)
            if (fields is not [""])
                yield return ChangeOf(places.Select(place => fields.ElementAtOrDefault(place) ?? "").ToArray());
    }

    private static QuarantineChange ChangeOf(string[] values) =>
        long.TryParse(values[2], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new QuarantineChange(new QuarantineKey(values[0], values[1], line), Text: values[3])
            : throw new PresageException(
                ErrorKind.Invalid, "not-a-line", $"The number of a line is '{values[2]}' in the file of mended rows.",
                "Leave the columns run, file and line as they were exported; mend the text only.");

    /// <summary>The fields of the next row (RFC 4180); null at the end.</summary>
    private static List<string>? Fields(TextReader reader, char separator)
    {
        if (reader.Peek() < 0)
            return null;

        var (fields, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        while (reader.Read() is >= 0 and var next)
        {
            var character = (char)next;
            if (isQuoted && character == '"' && reader.Peek() == '"')
                field.Append((char)reader.Read());
            else if (character == '"' && (isQuoted || field.Length == 0))
                isQuoted = !isQuoted;
            else if (!isQuoted && character == separator)
                End();
            else if (!isQuoted && character == '\n')
                break;
            else if (isQuoted || character != '\r')
                field.Append(character);
        }

        End();
        return fields;

        void End()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
