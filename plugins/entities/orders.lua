-- orders.lua - names that stand in another order than in English: which family names are Vietnamese, which given names stand behind the family's.
--
-- The words themselves are in the lexicons family_first and given: what is here only tells their language.

local given = lexicon "given"

local set_of = include("words.lua").set_of

local M = {}

-- Family names that are Vietnamese and little else.
local VIETNAMESE = set_of [[
    Nguyen Nguyễn Tran Trần Pham Phạm Huynh Huỳnh Phan Hoang Hoàng Bui Bùi Dang Đặng Vo Võ Vu Vũ Ngo Ngô Duong Dương Truong Trương Dinh
    Đinh Trinh Trịnh Doan Đoàn Luong Lương Phung Phùng Quach Quách Thach Lê Đỗ Hồ Lý ]]

-- Words that stand in the middle of Vietnamese names, and tell one behind a family name that others bear, too.
local MIDDLE = set_of "Van Thi Duc Huu Xuan Quang Minh Thanh Ngoc Hoai Kim"

-- Hungarian and Japanese given names.
local LAST = set_of [[
    Anikó Attila Balázs Beáta Béla Csaba Dezső Dénes Endre Enikő Ernő Erzsébet Ferenc Fumio Gabriella Gergely Gyula György Gábor Géza
    Hirokazu Hiroshi Ildikó Ilona Imre István Itsunori Jenő Judit Junichiro János József Katalin Katsuya Kazuo Kenji Koichiro Krisztina
    Kálmán Károly Lajos Levente László Makoto Masahiko Masato Mihály Miklós Minoru Mária Márta Márton Mátyás Máté Naoto Nobuaki Nobuo
    Orsolya Ottó Piroska Pál Péter Rezső Sanae Seiji Seiko Shigeru Shinzo Szabolcs Szilvia Sándor Takashi Takeshi Tamás Taro Tetsuro
    Tibor Tomomi Toshimitsu Tímea Tünde Viktor Vilmos Yasuo Yasutoshi Yoko Yoshihide Yoshihiko Yoshimasa Yukio Yuriko Zoltán Zsigmond
    Zsolt Zsuzsanna Zsófia Ádám Ágnes Áron Árpád Éva ]]

--- Is it a Vietnamese name, as its family name or the word behind that tells?
function M.is_vietnamese(match)
    local family, second = match.text:match("^(%S+)%s+(%S+)")
    return VIETNAMESE[family] ~= nil or MIDDLE[second] ~= nil and match.text:find("%s%S+%s") ~= nil
end

--- Does the name of two words end with a given name that stands last, and begin with none?
function M.stands_last(name)
    local first, last = name:match("^(%S+)%s+(%S+)$")
    return last ~= nil and LAST[last] ~= nil and given:lookup(first) == nil
end

--- Does the name end with a given name that stands last?
function M.ends_given(match)
    return M.stands_last(match.who.text)
end

--- A row for such a name: its last word tells the gender.
function M.row(match)
    local entry = given:lookup(match.who.text:match("%S+$"))
    return { match.who, gender = entry and entry.gender }
end

return M
