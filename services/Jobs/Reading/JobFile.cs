using Presage.Engine;
using Presage.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Reads files of jobs and calendars, with <c>---</c> between them; a file of iCalendar is one calendar.</summary>
public static class JobFile
{
    private const string Job = "job";
    private const string Calendar = "calendar";

    /// <summary>Reads and checks all documents of a file.</summary>
    /// <param name="place">Where the text comes from, for messages.</param>
    /// <exception cref="PresageException">
    /// <c>bad-job</c>, <c>bad-calendar</c>: a mistake, with its place and what was expected; lines are those of the file.
    /// </exception>
    public static IReadOnlyList<JobDocument> Read(string text, string place)
    {
        if (ICalendarReader.IsOne(text))
            return [new JobDocument(text, null, ICalendarReader.Read(text, place))];

        var names = new HashSet<(bool IsJob, string Name)>();
        var documents = new List<JobDocument>();
        foreach (var (root, part) in YamlText.Documents(text, JobReader.SourceOf(place)))
        {
            var document = One(root, part, place);
            documents.Add(
                names.Add((document.Job is not null, document.Name))
                    ? document
                    : throw root.Wrong(
                        $"{(document.Job is null ? Calendar : Job)} {document.Name} stands twice in the file",
                        "Remove one, or give it another name"));
        }

        return documents;
    }

    private static JobDocument One(YamlValue root, string text, string place)
    {
        var keys = root.IsMapping ? root.Entries().Select(entry => entry.Key).ToList() : [];
        if (keys.Any(key => key.Text() == Calendar))
            return new JobDocument(text, null, CalendarReader.Read(root.As(CalendarReader.SourceOf(place))));
        if (keys.Any(key => key.Text() == Job) || keys.Count == 0)
            return new JobDocument(text, JobReader.Read(root), null);

        throw root.Wrong("this is neither a job nor a calendar", "Begin it with job: and its name, or with calendar: and its name");
    }
}
