-- pronouns_spec.lua - whom pronouns mean: each line is a text and whom its pronouns stand for, in their order; "-" where nobody.

local TEXTS = {
    { "Chile's officials met Peruvian sailors; Norway insists on its port.", "Norway" },
    { "Norway's Ana Ruiz laughed; Peru recalled its ship.", "Peru" },
    { "Malta rejected the report. It said the Fish Board was a threat to its port.", "Malta", "Malta" },
    { "The UK's Fish Board updated its advice for Peru.", "Fish Board" },
    { "Norway's Fish Board said it was late.", "Fish Board" },
    { "Foreign Minister Ivo Kebna summoned Ambassador Karim Osman. He told him that it was late.", "Ivo Kebna", "Karim Osman", "-" },
    { "Malta opened a port; Norway took note of it.", "Malta" },
    { "Peru closed its port, and Norway denied it.", "Peru", "Peru" },
    { "In a call to President Karim Osman on Tuesday, President Ivo Kebna described the flood. He sent divers.", "Ivo Kebna" },
    { "After talks with Karim Osman, Ivo Kebna and Hugo Brand left. In Lima, Karim Osman met Ivo Kebna. He laughed.", "Karim Osman" },
    { "2. The Fish Board of Malta took note of the report by the director of its office, and of what had been told of the port by the ministers of Peru.\n\n3. It rejected the report.", "Fish Board of Malta", "Fish Board of Malta" },
    { "President Ivo Kebna of Chile met President Karim Osman of Peru. They praised the ties between the two countries. They laughed.", "-", "-" },
    { "Norwegian Prime Minister Hugo Brand met Emil Roth of Peru. He also thanked Norway. He praised Peru.", "Emil Roth", "Hugo Brand" },
    { "Norwegian Prime Minister Hugo Brand slept. He thanked Norway.", "Hugo Brand" },
    { "President Runa Kebnar met Commissioner Ana Ruiz. The commissioner assured her of help; the president thanked her.", "Runa Kebnar", "Ana Ruiz" },
}

for _, line in ipairs(TEXTS) do
    case(line[1])(function(t)
        local doc = t:read(line[1], { date = "2026-05-12", language = "en" })
        for i, row in ipairs(doc:layer "anaphor") do
            t:equal(row.entity and row.entity.name or "-", line[i + 1], row.text .. " in: " .. line[1])
        end
    end)
end
