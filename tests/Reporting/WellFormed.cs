using System.Xml;
using System.Xml.Linq;

namespace Presage.Tests.Reporting;

/// <summary>The report is written so that an XML parser can read it too: nothing is left open, nothing unescaped.</summary>
public static class WellFormed
{
    public static XDocument Parse(string html)
    {
        using var text = new StringReader(html);
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    /// <summary>The plots: drawings that are not part of another.</summary>
    public static IReadOnlyList<XElement> Plots(XDocument page) =>
        [.. page.Descendants().Where(element => element.Name.LocalName == "svg" && (string?)element.Attribute("role") == "img")];
}
