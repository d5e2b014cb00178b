using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>Notices as a list; nothing where there is none.</summary>
public static class NoticeList
{
    public static Markup Of(IEnumerable<ReportNotice> notices)
    {
        var items = notices.Select(notice => Markup.Of(
            $"<li><strong>{notice.About}</strong> ({notice.Notice.Code}): {notice.Notice.Message}</li>\n")).ToList();
        return items.Count == 0 ? Markup.Empty : Markup.Of($"""<div class="notice"><ul>{items}</ul></div>""");
    }
}
